DROP INDEX "target_of";--> statement-breakpoint
ALTER TABLE "target" ADD COLUMN "replaced_at" timestamp with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "target_of" ON "target" USING btree ("programme","indicator",coalesce("locality", ''),"valid_from") WHERE "target"."replaced_at" is null;