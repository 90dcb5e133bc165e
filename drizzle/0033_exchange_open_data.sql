CREATE TABLE "exchange_code" (
	"kind" text NOT NULL,
	"ours" text NOT NULL,
	"uid" text,
	"code" text,
	"updated_at" timestamp with time zone NOT NULL,
	"updated_by" text NOT NULL,
	CONSTRAINT "exchange_code_kind_ours_pk" PRIMARY KEY("kind","ours")
);
--> statement-breakpoint
CREATE TABLE "open_data" (
	"province" text PRIMARY KEY NOT NULL,
	"on" boolean NOT NULL,
	"licence" text NOT NULL,
	"publisher" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"updated_by" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "open_data" ADD CONSTRAINT "open_data_province_province_code_fk" FOREIGN KEY ("province") REFERENCES "public"."province"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "exchange_code_uid" ON "exchange_code" USING btree ("kind","uid");--> statement-breakpoint
CREATE UNIQUE INDEX "exchange_code_code" ON "exchange_code" USING btree ("kind","code");