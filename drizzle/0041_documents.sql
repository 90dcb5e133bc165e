CREATE TABLE "document" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "document_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"province" text NOT NULL,
	"programme" text NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"state" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"as_of" timestamp with time zone NOT NULL,
	"choice" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"number" text,
	"day" date,
	"signer_title" text,
	"issued_at" timestamp with time zone,
	"issued_by" text
);
--> statement-breakpoint
CREATE TABLE "document_addressee" (
	"document" bigint NOT NULL,
	"position" smallint NOT NULL,
	"kind" text NOT NULL,
	"code" text NOT NULL,
	"name_vi" text NOT NULL,
	CONSTRAINT "document_addressee_document_position_pk" PRIMARY KEY("document","position")
);
--> statement-breakpoint
CREATE TABLE "document_file" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "document_file_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"document" bigint NOT NULL,
	"kind" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"sha256" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "document_row" (
	"document" bigint NOT NULL,
	"locality" text NOT NULL,
	"indicator" text NOT NULL,
	"state" text NOT NULL,
	"have" double precision,
	"need" double precision,
	"missing" double precision,
	"since" date NOT NULL,
	"streak" integer,
	CONSTRAINT "document_row_document_locality_indicator_pk" PRIMARY KEY("document","locality","indicator")
);
--> statement-breakpoint
ALTER TABLE "document_addressee" ADD CONSTRAINT "document_addressee_document_document_id_fk" FOREIGN KEY ("document") REFERENCES "public"."document"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_file" ADD CONSTRAINT "document_file_document_document_id_fk" FOREIGN KEY ("document") REFERENCES "public"."document"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_row" ADD CONSTRAINT "document_row_document_document_id_fk" FOREIGN KEY ("document") REFERENCES "public"."document"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_row" ADD CONSTRAINT "document_row_locality_locality_code_fk" FOREIGN KEY ("locality") REFERENCES "public"."locality"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "document_number" ON "document" USING btree ("province","kind",extract(year from "day"),"number") WHERE "document"."state" = 'issued';--> statement-breakpoint
CREATE INDEX "document_of_province" ON "document" USING btree ("province","id");--> statement-breakpoint
CREATE INDEX "document_file_of_document" ON "document_file" USING btree ("document","kind","id");--> statement-breakpoint
CREATE INDEX "document_row_of_gap" ON "document_row" USING btree ("locality","indicator");--> statement-breakpoint
-- What was issued stays as it is: neither the service nor whoever has its role may change it or take it away.
CREATE FUNCTION keep_issued_document() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'issued' THEN
    RAISE EXCEPTION 'An issued document is never changed.';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
--> statement-breakpoint
CREATE TRIGGER keep_issued BEFORE UPDATE OR DELETE ON document FOR EACH ROW EXECUTE FUNCTION keep_issued_document();
--> statement-breakpoint
CREATE FUNCTION keep_part_of_document() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM document d WHERE d.state = 'issued'
    AND d.id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.document END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.document END)) THEN
    RAISE EXCEPTION 'An issued document is never changed.';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
--> statement-breakpoint
CREATE TRIGGER keep_addressee BEFORE INSERT OR UPDATE OR DELETE ON document_addressee
  FOR EACH ROW EXECUTE FUNCTION keep_part_of_document();
--> statement-breakpoint
CREATE TRIGGER keep_row BEFORE INSERT OR UPDATE OR DELETE ON document_row
  FOR EACH ROW EXECUTE FUNCTION keep_part_of_document();
--> statement-breakpoint
CREATE FUNCTION keep_document_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The file of an issued document is never changed.';
END $$;
--> statement-breakpoint
CREATE TRIGGER keep_file BEFORE UPDATE OR DELETE ON document_file FOR EACH ROW EXECUTE FUNCTION keep_document_file();
