CREATE TABLE "import_draft" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner" text NOT NULL,
	"file_name" text NOT NULL,
	"state" text NOT NULL,
	"step" text NOT NULL,
	"lease_until" timestamp with time zone,
	"cells" text,
	"answer" text,
	"answered_at" timestamp with time zone,
	"stored" integer DEFAULT 0 NOT NULL,
	"faults" text,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "evidence" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "evidence_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"locality" text NOT NULL,
	"indicator" text NOT NULL,
	"day" date NOT NULL,
	"file_name" text NOT NULL,
	"type" text NOT NULL,
	"size" integer NOT NULL,
	"hash" text NOT NULL,
	"body" "bytea",
	"by" text NOT NULL,
	"person" integer,
	"at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone,
	"removed_by" text
);
--> statement-breakpoint
CREATE TABLE "flag" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "flag_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"locality" text NOT NULL,
	"indicator" text NOT NULL,
	"day" date NOT NULL,
	"kind" text NOT NULL,
	"value" jsonb,
	"facts" jsonb NOT NULL,
	"raised_at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"decided_at" timestamp with time zone,
	"decided_by" text,
	"reason" text
);
--> statement-breakpoint
CREATE TABLE "review_seen" (
	"locality" text PRIMARY KEY NOT NULL,
	"seen" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "review_settings" (
	"id" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"fall_percent" smallint NOT NULL,
	"fall_units" integer NOT NULL,
	"returns" smallint NOT NULL,
	"return_days" smallint NOT NULL,
	"same_records" smallint NOT NULL,
	"evidence_for" text[] NOT NULL
);
--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_locality_locality_code_fk" FOREIGN KEY ("locality") REFERENCES "public"."locality"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_person_person_id_fk" FOREIGN KEY ("person") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flag" ADD CONSTRAINT "flag_locality_locality_code_fk" FOREIGN KEY ("locality") REFERENCES "public"."locality"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_seen" ADD CONSTRAINT "review_seen_locality_locality_code_fk" FOREIGN KEY ("locality") REFERENCES "public"."locality"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_draft_of_owner" ON "import_draft" USING btree ("owner");--> statement-breakpoint
CREATE INDEX "import_draft_expiry" ON "import_draft" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "evidence_of_locality" ON "evidence" USING btree ("locality","day");--> statement-breakpoint
CREATE INDEX "evidence_removed" ON "evidence" USING btree ("removed_at") WHERE "evidence"."body" is not null and "evidence"."removed_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "flag_is_raised_once" ON "flag" USING btree ("locality","indicator","day","kind");--> statement-breakpoint
CREATE INDEX "flag_queue" ON "flag" USING btree ("state","day","id");