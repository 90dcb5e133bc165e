CREATE TABLE "report" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "report_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"province" text NOT NULL,
	"programme" text NOT NULL,
	"period_from" date NOT NULL,
	"period_to" date NOT NULL,
	"deadline" date,
	"version" integer DEFAULT 1 NOT NULL,
	"state" text NOT NULL,
	"narrative" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"snapshot" jsonb,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"submitted_at" timestamp with time zone,
	"submitted_by" text,
	"approved_at" timestamp with time zone,
	"approved_by" text,
	"return_reason" text,
	"returned_at" timestamp with time zone,
	"returned_by" text,
	CONSTRAINT "report_version" UNIQUE("kind","province","programme","period_from","period_to","version")
);
--> statement-breakpoint
CREATE TABLE "report_file" (
	"report" bigint NOT NULL,
	"format" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"sha256" text NOT NULL,
	CONSTRAINT "report_file_report_format_pk" PRIMARY KEY("report","format")
);
--> statement-breakpoint
ALTER TABLE "report_file" ADD CONSTRAINT "report_file_report_report_id_fk" FOREIGN KEY ("report") REFERENCES "public"."report"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "report_at_work" ON "report" USING btree ("kind","province","programme","period_from","period_to") WHERE "report"."state" <> 'approved';--> statement-breakpoint
-- What was approved stays as it is: neither the service nor whoever has its role may change it or take it away.
CREATE FUNCTION keep_approved_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'approved' THEN
    RAISE EXCEPTION 'An approved report is never changed.';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
--> statement-breakpoint
CREATE TRIGGER keep_approved BEFORE UPDATE OR DELETE ON report FOR EACH ROW EXECUTE FUNCTION keep_approved_report();
--> statement-breakpoint
CREATE FUNCTION keep_report_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The file of an approved report is never changed.';
END $$;
--> statement-breakpoint
CREATE TRIGGER keep_file BEFORE UPDATE OR DELETE ON report_file FOR EACH ROW EXECUTE FUNCTION keep_report_file();
