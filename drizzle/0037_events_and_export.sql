CREATE TABLE "event" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"area" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"subject" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "webhook" ADD COLUMN "kinds" text[] DEFAULT '{"alert"}' NOT NULL;
--> statement-breakpoint
-- What webhooks hear of is written down where it happens. Nothing is, while none asks for it.
CREATE FUNCTION "event_wanted"(wanted text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM "webhook" WHERE "disabled_at" IS NULL AND wanted = ANY("kinds"))
$$;--> statement-breakpoint
CREATE FUNCTION "emit_records"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF "event_wanted"('record') THEN
    INSERT INTO "event" ("kind", "area", "at", "subject")
    SELECT 'record', "locality", "received_at",
      jsonb_build_object('day', "day", 'revision', "revision", 'channel', "channel")
    FROM "stored" ORDER BY "locality", "day";
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "record_event" AFTER INSERT ON "record" REFERENCING NEW TABLE AS "stored"
  FOR EACH STATEMENT EXECUTE FUNCTION "emit_records"();--> statement-breakpoint
CREATE FUNCTION "emit_statuses"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF "event_wanted"('status') THEN
    INSERT INTO "event" ("kind", "area", "at", "subject")
    SELECT 'status', "locality", "at",
      jsonb_build_object('programme', "programme", 'day', "day", 'what', "kind", 'from', "from_state", 'to', "to_state",
        'cause', "cause")
    FROM "stored" WHERE "kind" IN ('colour', 'reporting') ORDER BY "id";
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "transition_event" AFTER INSERT ON "transition" REFERENCING NEW TABLE AS "stored"
  FOR EACH STATEMENT EXECUTE FUNCTION "emit_statuses"();--> statement-breakpoint
CREATE FUNCTION "emit_reviews"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF "event_wanted"('review') THEN
    INSERT INTO "event" ("kind", "area", "at", "subject")
    SELECT 'review', "locality", "at",
      jsonb_build_object('indicator', "indicator", 'state', "state", 'day', "set_on", 'reason', "reason")
    FROM "stored" ORDER BY "id";
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "mark_event" AFTER INSERT ON "mark" REFERENCING NEW TABLE AS "stored"
  FOR EACH STATEMENT EXECUTE FUNCTION "emit_reviews"();--> statement-breakpoint
CREATE FUNCTION "emit_report"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (TG_OP = 'INSERT' OR NEW."state" <> OLD."state") AND "event_wanted"('report') THEN
    INSERT INTO "event" ("kind", "area", "at", "subject") VALUES ('report', NEW."province",
      coalesce(greatest(NEW."returned_at", NEW."approved_at", NEW."submitted_at"), NEW."created_at"),
      jsonb_build_object('id', NEW."id", 'kind', NEW."kind", 'programme', NEW."programme", 'from', NEW."period_from",
        'to', NEW."period_to", 'version', NEW."version",
        'state', CASE WHEN TG_OP = 'UPDATE' AND NEW."state" = 'draft' THEN 'returned' ELSE NEW."state" END));
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "report_event" AFTER INSERT OR UPDATE OF "state" ON "report"
  FOR EACH ROW EXECUTE FUNCTION "emit_report"();--> statement-breakpoint
-- Views for whoever reads by SQL, such as Grafana. Their names and columns stay; new columns come at the end. They hold
-- no person and no amount of money.
CREATE SCHEMA "export";--> statement-breakpoint
CREATE VIEW "export"."province" AS SELECT "code", "name" FROM "public"."province";--> statement-breakpoint
CREATE VIEW "export"."locality" AS
  SELECT l."code", l."province", n."name", n."type", l."valid_from", l."valid_to", l."lon" AS "longitude", l."lat" AS "latitude"
  FROM "public"."locality" l CROSS JOIN LATERAL (SELECT v."name", v."type" FROM "public"."locality_name" v
    WHERE v."locality" = l."code" ORDER BY v."valid_from" DESC LIMIT 1) n;--> statement-breakpoint
CREATE VIEW "export"."programme" AS
  SELECT "code", "name_vi", "name_en", "starts_on", "ends_on" FROM "public"."programme";--> statement-breakpoint
CREATE VIEW "export"."indicator" AS
  SELECT "code", "condition", "kind", "name_vi", "name_en", "unit", "agency", "required", "threshold", "direction",
    "valid_from", "valid_to"
  FROM "public"."indicator";--> statement-breakpoint
CREATE VIEW "export"."record" AS
  SELECT r."locality", l."province", r."day", r."revision", r."received_at", r."channel"
  FROM "public"."record" r JOIN "public"."locality" l ON l."code" = r."locality";--> statement-breakpoint
CREATE VIEW "export"."value" AS
  SELECT r."locality", l."province", r."day", v."key" AS "indicator",
    CASE jsonb_typeof(v."value") WHEN 'boolean' THEN (v."value")::boolean END AS "yes",
    CASE jsonb_typeof(v."value") WHEN 'number' THEN (v."value")::numeric END AS "number",
    CASE jsonb_typeof(v."value") WHEN 'object' THEN (v."value" ->> 'have')::numeric END AS "have",
    CASE jsonb_typeof(v."value") WHEN 'object' THEN (v."value" ->> 'need')::numeric END AS "need",
    CASE jsonb_typeof(v."value") WHEN 'string' THEN (v."value" #>> '{}')::date END AS "date"
  FROM "public"."record" r JOIN "public"."locality" l ON l."code" = r."locality"
    CROSS JOIN LATERAL jsonb_each(r."values") v
  WHERE NOT EXISTS (SELECT FROM "public"."record" n
    WHERE n."locality" = r."locality" AND n."day" = r."day" AND n."revision" > r."revision");--> statement-breakpoint
CREATE VIEW "export"."status" AS
  SELECT s."programme", l."province", s."locality", s."day", s."colour",
    CASE WHEN s."colour" <> 'grey' AND s."required" > 0 THEN round(100.0 * s."met" / s."required", 1) END AS "percent",
    s."required", s."met", s."given", s."received_at"
  FROM "public"."status" s JOIN "public"."locality" l ON l."code" = s."locality";--> statement-breakpoint
CREATE VIEW "export"."condition_status" AS
  SELECT s."programme", l."province", s."locality", s."day", c."key" AS "condition", c."value" AS "state"
  FROM "public"."status" s JOIN "public"."locality" l ON l."code" = s."locality"
    CROSS JOIN LATERAL jsonb_each_text(s."conditions") c;--> statement-breakpoint
CREATE VIEW "export"."gap" AS
  SELECT s."programme", l."province", s."locality", s."day", g."key" AS "indicator", g."value" ->> 'state' AS "state",
    (g."value" ->> 'since')::date AS "since", (g."value" ->> 'have')::numeric AS "have",
    (g."value" ->> 'need')::numeric AS "need", (g."value" ->> 'missing')::numeric AS "missing"
  FROM "public"."status" s JOIN "public"."locality" l ON l."code" = s."locality"
    CROSS JOIN LATERAL jsonb_each(s."gaps") g
  WHERE g."value" ->> 'state' IN ('unmet', 'unknown');--> statement-breakpoint
CREATE VIEW "export"."day_summary" AS
  SELECT "programme", "province", "day", count(*)::int AS "localities",
    count(*) FILTER (WHERE "colour" = 'green')::int AS "green", count(*) FILTER (WHERE "colour" = 'yellow')::int AS "yellow",
    count(*) FILTER (WHERE "colour" = 'red')::int AS "red", count(*) FILTER (WHERE "colour" = 'grey')::int AS "grey",
    count("received_at")::int AS "received", round(100.0 * count(*) FILTER (WHERE "colour" = 'green') / count(*), 1) AS "percent_green"
  FROM "export"."status" GROUP BY "programme", "province", "day";--> statement-breakpoint
CREATE VIEW "export"."alert" AS
  SELECT a."id", a."kind", a."programme", a."area", coalesce(l."province", a."area") AS "province", a."subject", a."state",
    a."opened_at", a."resolved_at", a."resolution"
  FROM "public"."alert" a LEFT JOIN "public"."locality" l ON l."code" = a."area";--> statement-breakpoint
CREATE VIEW "export"."report" AS
  SELECT "id", "kind", "province", "programme", "period_from", "period_to", "version", "state", "submitted_at", "approved_at"
  FROM "public"."report";
