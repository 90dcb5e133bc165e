CREATE TABLE "alert" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "alert_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"programme" text NOT NULL,
	"locality" text NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"state" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"resolved_at" timestamp with time zone,
	"resolution" text,
	"facts" jsonb NOT NULL,
	"owner" text,
	"acknowledgement" text,
	"promised_on" date
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"actor" text NOT NULL,
	"source" text NOT NULL,
	"action" text NOT NULL,
	"target" text NOT NULL,
	"before" jsonb,
	"after" jsonb
);
--> statement-breakpoint
CREATE TABLE "job_run" (
	"job" text NOT NULL,
	"slot" text NOT NULL,
	"attempts" smallint NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"outcome" text NOT NULL,
	"lease_until" timestamp with time zone,
	"next_attempt_at" timestamp with time zone,
	"counts" jsonb,
	"error" text,
	CONSTRAINT "job_run_job_slot_pk" PRIMARY KEY("job","slot")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contact" integer,
	"channel" text NOT NULL,
	"address" text NOT NULL,
	"recipient_name" text NOT NULL,
	"state" text NOT NULL,
	"not_before" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"lease_until" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"reason" text,
	"subject" text,
	"body" text
);
--> statement-breakpoint
CREATE TABLE "outbox_alert" (
	"message" uuid NOT NULL,
	"alert" bigint NOT NULL,
	CONSTRAINT "outbox_alert_message_alert_pk" PRIMARY KEY("message","alert")
);
--> statement-breakpoint
CREATE TABLE "token" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "token_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"hash" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"area" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "token_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "current_values" (
	"locality" text PRIMARY KEY NOT NULL,
	"values" jsonb NOT NULL,
	"last_day" date
);
--> statement-breakpoint
CREATE TABLE "mark" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "mark_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"locality" text NOT NULL,
	"indicator" text NOT NULL,
	"set_on" date NOT NULL,
	"state" text NOT NULL,
	"value" jsonb NOT NULL,
	"reason" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "record" (
	"locality" text NOT NULL,
	"day" date NOT NULL,
	"revision" smallint NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	"channel" text NOT NULL,
	"note" text,
	"values" jsonb NOT NULL,
	CONSTRAINT "record_locality_day_revision_pk" PRIMARY KEY("locality","day","revision")
);
--> statement-breakpoint
CREATE TABLE "status" (
	"programme" text NOT NULL,
	"locality" text NOT NULL,
	"day" date NOT NULL,
	"colour" text NOT NULL,
	"required" smallint NOT NULL,
	"met" smallint NOT NULL,
	"given" smallint NOT NULL,
	"sound" smallint NOT NULL,
	"received_at" timestamp with time zone,
	"last_reported_on" date,
	"conditions" jsonb NOT NULL,
	"gaps" jsonb NOT NULL,
	"closing_colour" text,
	CONSTRAINT "status_programme_locality_day_pk" PRIMARY KEY("programme","locality","day")
);
--> statement-breakpoint
CREATE TABLE "transition" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "transition_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"programme" text NOT NULL,
	"locality" text NOT NULL,
	"day" date NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"from_state" text,
	"to_state" text NOT NULL,
	"cause" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"consumed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "calendar_day" (
	"scope" text NOT NULL,
	"day" date NOT NULL,
	"kind" text NOT NULL,
	"name_vi" text NOT NULL,
	"status" text NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "calendar_day_scope_day_pk" PRIMARY KEY("scope","day")
);
--> statement-breakpoint
CREATE TABLE "condition" (
	"code" text PRIMARY KEY NOT NULL,
	"name_vi" text NOT NULL,
	"name_en" text NOT NULL,
	"position" smallint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "contact" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "contact_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"locality" text,
	"province" text,
	"name" text NOT NULL,
	"position" text NOT NULL,
	"email" text,
	"phone" text,
	"role" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "indicator" (
	"code" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"condition" text NOT NULL,
	"position" smallint NOT NULL,
	"kind" text NOT NULL,
	"name_vi" text NOT NULL,
	"name_en" text NOT NULL,
	"unit" text,
	"agency" text NOT NULL,
	"basis" text NOT NULL,
	"required" boolean NOT NULL,
	"threshold" double precision,
	"direction" text,
	"freshness" smallint,
	"applies_to" text[] NOT NULL,
	"allows_surplus" boolean DEFAULT false NOT NULL,
	"allows_zero_need" boolean DEFAULT false NOT NULL,
	"unit_cost" bigint,
	"at_most_of" text,
	CONSTRAINT "indicator_code_valid_from_pk" PRIMARY KEY("code","valid_from")
);
--> statement-breakpoint
CREATE TABLE "locality" (
	"code" text PRIMARY KEY NOT NULL,
	"province" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"successor" text,
	"lon" double precision,
	"lat" double precision,
	"tile_column" smallint,
	"tile_row" smallint
);
--> statement-breakpoint
CREATE TABLE "locality_name" (
	"locality" text NOT NULL,
	"valid_from" date NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	CONSTRAINT "locality_name_locality_valid_from_pk" PRIMARY KEY("locality","valid_from")
);
--> statement-breakpoint
CREATE TABLE "lock_exception" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "lock_exception_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"locality" text NOT NULL,
	"day" date NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"reason" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "programme" (
	"code" text PRIMARY KEY NOT NULL,
	"name_vi" text NOT NULL,
	"name_en" text NOT NULL,
	"provinces" text[] NOT NULL,
	"starts_on" date,
	"ends_on" date,
	"final_through" date,
	"alerts_from" date
);
--> statement-breakpoint
CREATE TABLE "programme_settings" (
	"programme" text NOT NULL,
	"valid_from" date NOT NULL,
	"cutoff" text NOT NULL,
	"lock_days" smallint NOT NULL,
	"reporting_days" text NOT NULL,
	"freshness" smallint NOT NULL,
	"amber_threshold" double precision NOT NULL,
	"deadline" date,
	"missing_streak" smallint NOT NULL,
	"due_soon_minutes" smallint NOT NULL,
	"indicators" text[],
	CONSTRAINT "programme_settings_programme_valid_from_pk" PRIMARY KEY("programme","valid_from")
);
--> statement-breakpoint
CREATE TABLE "province" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "registry_version" (
	"id" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"version" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "requirement" (
	"locality" text NOT NULL,
	"indicator" text NOT NULL,
	"valid_from" date NOT NULL,
	"need" integer,
	CONSTRAINT "requirement_locality_indicator_valid_from_pk" PRIMARY KEY("locality","indicator","valid_from")
);
--> statement-breakpoint
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_contact_contact_id_fk" FOREIGN KEY ("contact") REFERENCES "public"."contact"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox_alert" ADD CONSTRAINT "outbox_alert_message_outbox_id_fk" FOREIGN KEY ("message") REFERENCES "public"."outbox"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox_alert" ADD CONSTRAINT "outbox_alert_alert_alert_id_fk" FOREIGN KEY ("alert") REFERENCES "public"."alert"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "current_values" ADD CONSTRAINT "current_values_locality_locality_code_fk" FOREIGN KEY ("locality") REFERENCES "public"."locality"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mark" ADD CONSTRAINT "mark_locality_locality_code_fk" FOREIGN KEY ("locality") REFERENCES "public"."locality"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record" ADD CONSTRAINT "record_locality_locality_code_fk" FOREIGN KEY ("locality") REFERENCES "public"."locality"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact" ADD CONSTRAINT "contact_locality_locality_code_fk" FOREIGN KEY ("locality") REFERENCES "public"."locality"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact" ADD CONSTRAINT "contact_province_province_code_fk" FOREIGN KEY ("province") REFERENCES "public"."province"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicator" ADD CONSTRAINT "indicator_condition_condition_code_fk" FOREIGN KEY ("condition") REFERENCES "public"."condition"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "locality" ADD CONSTRAINT "locality_province_province_code_fk" FOREIGN KEY ("province") REFERENCES "public"."province"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "locality_name" ADD CONSTRAINT "locality_name_locality_locality_code_fk" FOREIGN KEY ("locality") REFERENCES "public"."locality"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lock_exception" ADD CONSTRAINT "lock_exception_locality_locality_code_fk" FOREIGN KEY ("locality") REFERENCES "public"."locality"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_settings" ADD CONSTRAINT "programme_settings_programme_programme_code_fk" FOREIGN KEY ("programme") REFERENCES "public"."programme"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requirement" ADD CONSTRAINT "requirement_locality_locality_code_fk" FOREIGN KEY ("locality") REFERENCES "public"."locality"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "alert_one_open" ON "alert" USING btree ("programme","locality","kind","subject") WHERE "alert"."state" <> 'resolved';--> statement-breakpoint
CREATE INDEX "alert_of_locality" ON "alert" USING btree ("locality");--> statement-breakpoint
CREATE INDEX "audit_of_target" ON "audit" USING btree ("target");--> statement-breakpoint
CREATE INDEX "job_run_started" ON "job_run" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("not_before") WHERE "outbox"."state" in ('waiting', 'sending');--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_one_waiting" ON "outbox" USING btree ("channel","address") WHERE "outbox"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "mark_of_locality" ON "mark" USING btree ("locality","indicator");--> statement-breakpoint
CREATE INDEX "status_of_day" ON "status" USING btree ("programme","day");--> statement-breakpoint
CREATE INDEX "transition_of_locality" ON "transition" USING btree ("programme","locality","day");--> statement-breakpoint
CREATE INDEX "transition_unconsumed" ON "transition" USING btree ("id") WHERE "transition"."consumed_at" is null;