CREATE TABLE "alert_notice" (
	"alert" bigint NOT NULL,
	"step" smallint NOT NULL,
	"turn" smallint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"told" smallint NOT NULL,
	"reason" text,
	CONSTRAINT "alert_notice_alert_step_turn_pk" PRIMARY KEY("alert","step","turn")
);
--> statement-breakpoint
CREATE TABLE "ladder" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ladder_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"programme" text NOT NULL,
	"kind" text NOT NULL,
	"steps" jsonb NOT NULL,
	"settings" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "silence" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "silence_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"area" text NOT NULL,
	"kind" text,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	"by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ended_by" text
);
--> statement-breakpoint
CREATE TABLE "channel" (
	"name" text PRIMARY KEY NOT NULL,
	"settings" text,
	"per_minute" smallint,
	"failures" smallint DEFAULT 0 NOT NULL,
	"failing_since" timestamp with time zone,
	"paused_until" timestamp with time zone,
	"reason" text,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "delivery_preference" (
	"recipient" text PRIMARY KEY NOT NULL,
	"language" text NOT NULL,
	"channels" text[] NOT NULL,
	"zalo_user" text,
	"quiet_from" text NOT NULL,
	"quiet_until" text NOT NULL,
	"per_day" smallint NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"updated_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "push_subscription" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "push_subscription_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"person" integer NOT NULL,
	"hash" text NOT NULL,
	"subscription" text NOT NULL,
	"agent" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	CONSTRAINT "push_subscription_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "webhook" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "webhook_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"url" text NOT NULL,
	"secret" text NOT NULL,
	"area" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"disabled_at" timestamp with time zone
);
--> statement-breakpoint
DROP INDEX "alert_of_locality";--> statement-breakpoint
DROP INDEX "alert_one_open";--> statement-breakpoint
DROP INDEX "outbox_due";--> statement-breakpoint
DROP INDEX "outbox_one_waiting";--> statement-breakpoint
ALTER TABLE "alert" RENAME COLUMN "locality" TO "area";--> statement-breakpoint
ALTER TABLE "alert" ADD COLUMN "ladder" integer;--> statement-breakpoint
ALTER TABLE "alert" ADD COLUMN "next_step_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "alert" ADD COLUMN "acknowledged_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "alert" ADD COLUMN "acknowledged_by" text;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "recipient" text;--> statement-breakpoint
UPDATE "outbox" SET "recipient" = lower("address");--> statement-breakpoint
ALTER TABLE "outbox" ALTER COLUMN "recipient" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "about" text DEFAULT 'alerts' NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "content" jsonb;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "key" text;--> statement-breakpoint
ALTER TABLE "outbox_alert" ADD COLUMN "event" text DEFAULT 'open' NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox_alert" ADD COLUMN "step" smallint;--> statement-breakpoint
ALTER TABLE "outbox_alert" ADD COLUMN "turn" smallint;--> statement-breakpoint
ALTER TABLE "outbox_alert" ADD COLUMN "hours" text DEFAULT 'working' NOT NULL;--> statement-breakpoint
ALTER TABLE "alert_notice" ADD CONSTRAINT "alert_notice_alert_alert_id_fk" FOREIGN KEY ("alert") REFERENCES "public"."alert"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_subscription" ADD CONSTRAINT "push_subscription_person_person_id_fk" FOREIGN KEY ("person") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ladder_in_force" ON "ladder" USING btree ("programme","kind","id");--> statement-breakpoint
CREATE INDEX "silence_ends" ON "silence" USING btree ("ends_at");--> statement-breakpoint
CREATE INDEX "push_subscription_of_person" ON "push_subscription" USING btree ("person");--> statement-breakpoint
ALTER TABLE "alert" ADD CONSTRAINT "alert_ladder_ladder_id_fk" FOREIGN KEY ("ladder") REFERENCES "public"."ladder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alert_of_area" ON "alert" USING btree ("area");--> statement-breakpoint
CREATE INDEX "alert_step_due" ON "alert" USING btree ("next_step_at") WHERE "alert"."state" = 'open';--> statement-breakpoint
CREATE INDEX "alert_promised" ON "alert" USING btree ("promised_on") WHERE "alert"."state" = 'acknowledged';--> statement-breakpoint
CREATE INDEX "outbox_sent" ON "outbox" USING btree ("channel","sent_at") WHERE "outbox"."state" = 'sent';--> statement-breakpoint
CREATE INDEX "outbox_told" ON "outbox" USING btree ("recipient","sent_at") WHERE "outbox"."state" = 'sent';--> statement-breakpoint
CREATE INDEX "outbox_failed" ON "outbox" USING btree ("created_at") WHERE "outbox"."state" = 'failed';--> statement-breakpoint
CREATE INDEX "outbox_alert_of_alert" ON "outbox_alert" USING btree ("alert");--> statement-breakpoint
CREATE UNIQUE INDEX "alert_one_open" ON "alert" USING btree ("programme","area","kind","subject") WHERE "alert"."state" <> 'resolved';--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("channel","not_before") WHERE "outbox"."state" in ('waiting', 'sending');--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_one_waiting" ON "outbox" USING btree ("channel","address") WHERE "outbox"."state" = 'waiting' and "outbox"."about" = 'alerts';--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_key_unique" UNIQUE("key");--> statement-breakpoint
-- Who hears when, until an operator says otherwise. Waits are minutes: of the office's hours (570 a working day)
-- in a step that keeps to them, else of the clock.
INSERT INTO "ladder" ("programme", "kind", "steps", "settings", "created_at", "created_by") VALUES
  ('*', 'record_due_soon', '[{"role": "officer", "waitMinutes": 0, "channel": "preferred", "hours": "waking", "repeatMinutes": null, "atMost": 1, "tellEnd": false}]', '{}', now(), 'phu-xanh'),
  ('*', 'record_missing', '[{"role": "officer", "waitMinutes": 0, "channel": "preferred", "hours": "working", "repeatMinutes": null, "atMost": 1, "tellEnd": false},
   {"role": "leader", "waitMinutes": 570, "channel": "preferred", "hours": "working", "repeatMinutes": null, "atMost": 1, "tellEnd": false}]', '{}', now(), 'phu-xanh'),
  ('*', 'record_missing_streak', '[{"role": "officer", "waitMinutes": 0, "channel": "preferred", "hours": "working", "repeatMinutes": null, "atMost": 1, "tellEnd": false},
   {"role": "leader", "waitMinutes": 0, "channel": "preferred", "hours": "working", "repeatMinutes": null, "atMost": 1, "tellEnd": false},
   {"role": "department", "waitMinutes": 570, "channel": "preferred", "hours": "working", "repeatMinutes": null, "atMost": 1, "tellEnd": false}]', '{}', now(), 'phu-xanh'),
  ('*', 'regressed', '[{"role": "officer", "waitMinutes": 0, "channel": "preferred", "hours": "working", "repeatMinutes": null, "atMost": 1, "tellEnd": false},
   {"role": "leader", "waitMinutes": 0, "channel": "preferred", "hours": "working", "repeatMinutes": null, "atMost": 1, "tellEnd": false},
   {"role": "department", "waitMinutes": 1140, "channel": "preferred", "hours": "working", "repeatMinutes": null, "atMost": 1, "tellEnd": false}]', '{}', now(), 'phu-xanh'),
  ('*', 'gap_deadline', '[{"role": "officer", "waitMinutes": 0, "channel": "preferred", "hours": "working", "repeatMinutes": 2850, "atMost": 3, "tellEnd": false},
   {"role": "leader", "waitMinutes": 1140, "channel": "preferred", "hours": "working", "repeatMinutes": 2850, "atMost": 2, "tellEnd": false},
   {"role": "department", "waitMinutes": 5700, "channel": "preferred", "hours": "working", "repeatMinutes": null, "atMost": 1, "tellEnd": false}]', '{"daysAhead": 14}', now(), 'phu-xanh'),
  ('*', 'promise_passed', '[{"role": "officer", "waitMinutes": 0, "channel": "preferred", "hours": "working", "repeatMinutes": null, "atMost": 1, "tellEnd": false},
   {"role": "leader", "waitMinutes": 0, "channel": "preferred", "hours": "working", "repeatMinutes": null, "atMost": 1, "tellEnd": false},
   {"role": "department", "waitMinutes": 570, "channel": "preferred", "hours": "working", "repeatMinutes": null, "atMost": 1, "tellEnd": false}]', '{}', now(), 'phu-xanh'),
  ('*', 'value_questioned', '[{"role": "officer", "waitMinutes": 0, "channel": "preferred", "hours": "working", "repeatMinutes": 1710, "atMost": 2, "tellEnd": false},
   {"role": "leader", "waitMinutes": 1710, "channel": "preferred", "hours": "working", "repeatMinutes": null, "atMost": 1, "tellEnd": false}]', '{}', now(), 'phu-xanh'),
  ('*', 'certificate_expiring', '[{"role": "officer", "waitMinutes": 0, "channel": "preferred", "hours": "working", "repeatMinutes": null, "atMost": 1, "tellEnd": false},
   {"role": "leader", "waitMinutes": 2850, "channel": "preferred", "hours": "working", "repeatMinutes": null, "atMost": 1, "tellEnd": false},
   {"role": "department", "waitMinutes": 5700, "channel": "preferred", "hours": "working", "repeatMinutes": null, "atMost": 1, "tellEnd": false}]', '{"stages": [60, 30, 7]}', now(), 'phu-xanh'),
  ('*', 'network_down', '[{"role": "officer", "waitMinutes": 0, "channel": "zalo_zns", "hours": "waking", "repeatMinutes": null, "atMost": 1, "tellEnd": true},
   {"role": "department", "waitMinutes": 60, "channel": "email", "hours": "working", "repeatMinutes": null, "atMost": 1, "tellEnd": false},
   {"role": "leader", "waitMinutes": 240, "channel": "zalo_zns", "hours": "waking", "repeatMinutes": null, "atMost": 1, "tellEnd": false}]', '{}', now(), 'phu-xanh'),
  ('*', 'nothing_received', '[{"role": "operator", "waitMinutes": 0, "channel": "preferred", "hours": "any", "repeatMinutes": null, "atMost": 1, "tellEnd": true},
   {"role": "department", "waitMinutes": 0, "channel": "preferred", "hours": "waking", "repeatMinutes": null, "atMost": 1, "tellEnd": true}]', '{"quietMinutes": 60, "outstandingPercent": 50}', now(), 'phu-xanh'),
  ('*', 'job_failed', '[{"role": "operator", "waitMinutes": 0, "channel": "preferred", "hours": "any", "repeatMinutes": 1440, "atMost": 3, "tellEnd": true}]', '{}', now(), 'phu-xanh'),
  ('*', 'job_late', '[{"role": "operator", "waitMinutes": 0, "channel": "preferred", "hours": "any", "repeatMinutes": 1440, "atMost": 3, "tellEnd": true}]', '{"lateMinutes": 15}', now(), 'phu-xanh'),
  ('*', 'delivery_failing', '[{"role": "operator", "waitMinutes": 0, "channel": "preferred", "hours": "any", "repeatMinutes": 1440, "atMost": 3, "tellEnd": true}]', '{"failingMinutes": 15}', now(), 'phu-xanh');
