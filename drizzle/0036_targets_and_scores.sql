CREATE TABLE "criteria_set" (
	"code" text NOT NULL,
	"version" integer NOT NULL,
	"province" text NOT NULL,
	"name_vi" text NOT NULL,
	"definition" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	CONSTRAINT "criteria_set_code_version_pk" PRIMARY KEY("code","version")
);
--> statement-breakpoint
CREATE TABLE "score_entry" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "score_entry_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"round" bigint NOT NULL,
	"locality" text NOT NULL,
	"kind" text NOT NULL,
	"revision" integer NOT NULL,
	"said" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "score_evidence" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "score_evidence_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"criteria_set" text NOT NULL,
	"period" text NOT NULL,
	"locality" text NOT NULL,
	"criterion" text NOT NULL,
	"file_name" text NOT NULL,
	"type" text NOT NULL,
	"size" integer NOT NULL,
	"hash" text NOT NULL,
	"body" "bytea" NOT NULL,
	"by" text NOT NULL,
	"person" integer,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "score_objection" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "score_objection_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"round" bigint NOT NULL,
	"locality" text NOT NULL,
	"criteria" text[] NOT NULL,
	"reason" text NOT NULL,
	"evidence" text[] DEFAULT '{}' NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	"accepted" text,
	"answer" text,
	"answered_at" timestamp with time zone,
	"answered_by" text
);
--> statement-breakpoint
CREATE TABLE "score_publication" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "score_publication_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"round" bigint NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	"sheets" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "score_round" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "score_round_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"criteria_set" text NOT NULL,
	"set_version" integer NOT NULL,
	"period" text NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"published_at" timestamp with time zone,
	"published_by" text,
	"objections_until" date,
	"approved_at" timestamp with time zone,
	"approved_by" text
);
--> statement-breakpoint
CREATE TABLE "target" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "target_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"programme" text NOT NULL,
	"indicator" text NOT NULL,
	"locality" text,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"position" integer NOT NULL,
	"name_vi" text NOT NULL,
	"name_en" text NOT NULL,
	"comparator" text,
	"value" double precision,
	"unit" text,
	"year" integer,
	"path" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"between" text DEFAULT 'line' NOT NULL,
	"as_written" text NOT NULL,
	"assumed" text[] DEFAULT '{}' NOT NULL,
	"source" text,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "record" ADD COLUMN "firsts" jsonb;--> statement-breakpoint
ALTER TABLE "indicator" ADD COLUMN "period" text DEFAULT 'day' NOT NULL;--> statement-breakpoint
ALTER TABLE "programme" ADD COLUMN "period" text DEFAULT 'day' NOT NULL;--> statement-breakpoint
ALTER TABLE "programme" ADD COLUMN "closes_on" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "score_entry" ADD CONSTRAINT "score_entry_round_score_round_id_fk" FOREIGN KEY ("round") REFERENCES "public"."score_round"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "score_entry" ADD CONSTRAINT "score_entry_locality_locality_code_fk" FOREIGN KEY ("locality") REFERENCES "public"."locality"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "score_evidence" ADD CONSTRAINT "score_evidence_locality_locality_code_fk" FOREIGN KEY ("locality") REFERENCES "public"."locality"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "score_evidence" ADD CONSTRAINT "score_evidence_person_person_id_fk" FOREIGN KEY ("person") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "score_objection" ADD CONSTRAINT "score_objection_round_score_round_id_fk" FOREIGN KEY ("round") REFERENCES "public"."score_round"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "score_objection" ADD CONSTRAINT "score_objection_locality_locality_code_fk" FOREIGN KEY ("locality") REFERENCES "public"."locality"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "score_publication" ADD CONSTRAINT "score_publication_round_score_round_id_fk" FOREIGN KEY ("round") REFERENCES "public"."score_round"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "target" ADD CONSTRAINT "target_programme_programme_code_fk" FOREIGN KEY ("programme") REFERENCES "public"."programme"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "target" ADD CONSTRAINT "target_locality_locality_code_fk" FOREIGN KEY ("locality") REFERENCES "public"."locality"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "score_entry_of" ON "score_entry" USING btree ("round","locality","kind","revision");--> statement-breakpoint
CREATE INDEX "score_evidence_of" ON "score_evidence" USING btree ("criteria_set","period","locality");--> statement-breakpoint
CREATE UNIQUE INDEX "score_objection_open" ON "score_objection" USING btree ("round","locality") WHERE "score_objection"."answered_at" is null;--> statement-breakpoint
CREATE INDEX "score_objection_of_round" ON "score_objection" USING btree ("round");--> statement-breakpoint
CREATE INDEX "score_publication_of_round" ON "score_publication" USING btree ("round","at");--> statement-breakpoint
CREATE UNIQUE INDEX "score_round_of" ON "score_round" USING btree ("criteria_set","period","version");--> statement-breakpoint
CREATE UNIQUE INDEX "target_of" ON "target" USING btree ("programme","indicator",coalesce("locality", ''),"valid_from");--> statement-breakpoint
-- What was approved stays as it is, and what was published stays readable, as it was on each day.
CREATE FUNCTION keep_approved_scores() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'approved' THEN
    RAISE EXCEPTION 'Approved scores are never changed.';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
--> statement-breakpoint
CREATE TRIGGER keep_approved BEFORE UPDATE OR DELETE ON score_round FOR EACH ROW EXECUTE FUNCTION keep_approved_scores();
--> statement-breakpoint
CREATE FUNCTION keep_score_publication() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'What was published is never changed.';
END $$;
--> statement-breakpoint
CREATE TRIGGER keep_publication BEFORE UPDATE OR DELETE ON score_publication FOR EACH ROW EXECUTE FUNCTION keep_score_publication();
--> statement-breakpoint
CREATE FUNCTION keep_criteria_set() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'A version of a criteria set is never changed.';
END $$;
--> statement-breakpoint
CREATE TRIGGER keep_version BEFORE UPDATE OR DELETE ON criteria_set FOR EACH ROW EXECUTE FUNCTION keep_criteria_set();
