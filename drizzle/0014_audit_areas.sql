CREATE TABLE "audit_link" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"entry" bigint NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_link_entry_unique" UNIQUE("entry")
);
--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "actor_kind" text;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "actor_id" integer;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "area" text DEFAULT '*' NOT NULL;--> statement-breakpoint
ALTER TABLE "token" ADD COLUMN "created_by" text;--> statement-breakpoint
ALTER TABLE "token" ADD COLUMN "expires_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "token" ADD COLUMN "last_used_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "audit_link" ADD CONSTRAINT "audit_link_entry_audit_id_fk" FOREIGN KEY ("entry") REFERENCES "public"."audit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_of_area" ON "audit" USING btree ("area","id");--> statement-breakpoint
-- Rows from before: of a locality or province where the action is one whose target begins with its code, or whose
-- own account of the change names its area; all others stay with whoever looks after the whole nation.
UPDATE "audit" SET "area" = found."area" FROM (
	SELECT a."id", CASE
		WHEN a."action" ~ '^(calendar|certificate|evidence|exception|heartbeat|locality|mark|record|requirement|silence)\.' THEN split_part(a."target", ' ', 1)
		WHEN a."action" = 'alert.acknowledge' THEN split_part(a."target", ' ', 2)
		WHEN a."action" = 'user.set' THEN a."before" ->> 'area'
		WHEN a."action" ~ '^(contacts|preference|token|user|webhook)\.' THEN coalesce(a."after" ->> 'area', a."before" ->> 'area')
	END AS "area" FROM "audit" a
) AS found
WHERE found."id" = "audit"."id" AND (EXISTS (SELECT FROM "locality" l WHERE l."code" = found."area")
	OR EXISTS (SELECT FROM "province" p WHERE p."code" = found."area"));--> statement-breakpoint
ALTER TABLE "audit" ALTER COLUMN "area" DROP DEFAULT;--> statement-breakpoint
UPDATE "audit" SET "actor_kind" = CASE WHEN "source" = 'shell' THEN 'shell' ELSE 'service' END WHERE "source" IN ('shell', 'service');--> statement-breakpoint
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'Rows of % are written once: % is refused.', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;--> statement-breakpoint
CREATE TRIGGER "audit_written_once" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();--> statement-breakpoint
CREATE TRIGGER "audit_link_written_once" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_link" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
