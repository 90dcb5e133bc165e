DROP INDEX "outbox_one_waiting";--> statement-breakpoint
ALTER TABLE "delivery_preference" DROP CONSTRAINT "delivery_preference_pkey";--> statement-breakpoint
ALTER TABLE "delivery_preference" ADD COLUMN "area" text NOT NULL DEFAULT '';--> statement-breakpoint
ALTER TABLE "delivery_preference" ALTER COLUMN "area" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "delivery_preference" ADD CONSTRAINT "delivery_preference_recipient_area_pk" PRIMARY KEY("recipient","area");--> statement-breakpoint
-- What was said holds for the account that has the address, else for the one place whose contact has it: where
-- there are more, nobody knows who said it, and the defaults hold again.
INSERT INTO "delivery_preference" (recipient, area, language, channels, zalo_user, quiet_from, quiet_until, per_day, updated_at, updated_by)
SELECT d.recipient, p.area, d.language, d.channels, d.zalo_user, d.quiet_from, d.quiet_until, d.per_day, d.updated_at, d.updated_by
FROM "delivery_preference" d JOIN "person" p ON p.email = d.recipient AND p.disabled_at IS NULL;--> statement-breakpoint
INSERT INTO "delivery_preference" (recipient, area, language, channels, zalo_user, quiet_from, quiet_until, per_day, updated_at, updated_by)
SELECT d.recipient, min(coalesce(c.locality, c.province, '*')), d.language, d.channels, d.zalo_user, d.quiet_from, d.quiet_until, d.per_day, d.updated_at, d.updated_by
FROM "delivery_preference" d JOIN "contact" c
  ON coalesce(nullif(lower(trim(c.email)), ''), regexp_replace(c.phone, '[ .()-]', '', 'g')) = d.recipient
WHERE d.area = '' AND NOT EXISTS (SELECT FROM "person" p WHERE p.email = d.recipient AND p.disabled_at IS NULL)
GROUP BY d.recipient, d.area, d.language, d.channels, d.zalo_user, d.quiet_from, d.quiet_until, d.per_day, d.updated_at, d.updated_by HAVING count(DISTINCT coalesce(c.locality, c.province, '*')) = 1;--> statement-breakpoint
DELETE FROM "delivery_preference" WHERE area = '';--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "said_for" text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_one_waiting" ON "outbox" USING btree ("channel","address","recipient","said_for") WHERE "outbox"."state" = 'waiting' and "outbox"."about" = 'alerts';
