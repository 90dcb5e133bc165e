ALTER TABLE "recovery_code" ADD COLUMN "selector" text;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "planned_totp" text;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "planned_at" timestamp with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "recovery_code_selector" ON "recovery_code" USING btree ("person","selector");
--> statement-breakpoint
-- Secrets that were shown and never taken into use; those to come belong to the session in which they are shown.
UPDATE "person" SET "totp_secret" = NULL WHERE "second_factor_since" IS NULL AND "totp_secret" IS NOT NULL;
