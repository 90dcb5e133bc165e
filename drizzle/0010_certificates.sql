CREATE TABLE "certificate" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "certificate_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"locality" text NOT NULL,
	"kind" text NOT NULL,
	"holder" text,
	"issuer" text NOT NULL,
	"issuer_key" text NOT NULL,
	"subject" text,
	"serial" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date NOT NULL,
	"key_usage" text[],
	"self_signed" boolean DEFAULT false NOT NULL,
	"source" text NOT NULL,
	"added_by" text NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	"withdrawn_on" date,
	"withdrawn_for" text,
	"withdrawn_by" text,
	"revision" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_locality_locality_code_fk" FOREIGN KEY ("locality") REFERENCES "public"."locality"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "certificate_is_there_once" ON "certificate" USING btree ("locality","issuer_key","serial");--> statement-breakpoint
CREATE INDEX "certificate_expiry" ON "certificate" USING btree ("valid_to","id");