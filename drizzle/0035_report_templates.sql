CREATE TABLE "report_layout" (
	"province" text NOT NULL,
	"version" integer NOT NULL,
	"values" jsonb NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	"saved_by" text NOT NULL,
	CONSTRAINT "report_layout_province_version_pk" PRIMARY KEY("province","version")
);
--> statement-breakpoint
CREATE TABLE "report_remark" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "report_remark_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"locality" text NOT NULL,
	"day" date NOT NULL,
	"about" text NOT NULL,
	"text" text NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	"sent_by" text NOT NULL,
	"withdrawn_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "report_template" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "report_template_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"province" text NOT NULL,
	"kind" text NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"size" integer NOT NULL,
	"sha256" text NOT NULL,
	"in_use" boolean DEFAULT false NOT NULL,
	"uploaded_at" timestamp with time zone NOT NULL,
	"uploaded_by" text NOT NULL,
	CONSTRAINT "report_template_version" UNIQUE("province","kind","version")
);
--> statement-breakpoint
ALTER TABLE "report" ADD COLUMN "drawn" jsonb;--> statement-breakpoint
ALTER TABLE "report" ADD COLUMN "taken" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
CREATE INDEX "report_remark_of" ON "report_remark" USING btree ("locality","day");--> statement-breakpoint
CREATE UNIQUE INDEX "report_template_in_use" ON "report_template" USING btree ("province","kind") WHERE "report_template"."in_use";--> statement-breakpoint
-- What was uploaded stays what it is: only which one is in use changes.
CREATE FUNCTION keep_report_template() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.id, OLD.province, OLD.kind, OLD.version, OLD.sha256, OLD.bytes) IS DISTINCT FROM
     (NEW.id, NEW.province, NEW.kind, NEW.version, NEW.sha256, NEW.bytes) THEN
    RAISE EXCEPTION 'A template is never changed.';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER keep_template BEFORE UPDATE ON report_template FOR EACH ROW EXECUTE FUNCTION keep_report_template();
