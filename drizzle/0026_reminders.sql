CREATE TABLE "reminder" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "reminder_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"locality" text NOT NULL,
	"programme" text NOT NULL,
	"kind" text NOT NULL,
	"person" text NOT NULL,
	"message" uuid,
	"note" text,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "silence" ADD COLUMN "together" uuid;--> statement-breakpoint
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_locality_locality_code_fk" FOREIGN KEY ("locality") REFERENCES "public"."locality"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reminder_of_locality" ON "reminder" USING btree ("locality","id");--> statement-breakpoint
CREATE INDEX "outbox_reminders" ON "outbox" USING btree ("created_at") WHERE "outbox"."about" = 'reminder';