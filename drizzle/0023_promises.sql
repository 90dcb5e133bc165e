CREATE TABLE "promise" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "promise_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"programme" text NOT NULL,
	"locality" text NOT NULL,
	"indicator" text NOT NULL,
	"owner" text NOT NULL,
	"reason" text NOT NULL,
	"promised_on" date NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"made_on" date NOT NULL
);
--> statement-breakpoint
ALTER TABLE "promise" ADD CONSTRAINT "promise_locality_locality_code_fk" FOREIGN KEY ("locality") REFERENCES "public"."locality"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "promise_of_gap" ON "promise" USING btree ("locality","indicator","programme","id");--> statement-breakpoint
CREATE INDEX "promise_promised" ON "promise" USING btree ("promised_on");