CREATE TABLE "digest" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "digest_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"programme" text NOT NULL,
	"province" text NOT NULL,
	"role" text NOT NULL,
	"period" text NOT NULL,
	"weekday" smallint,
	"at" text NOT NULL,
	"enabled" boolean NOT NULL,
	"holds_from" timestamp with time zone NOT NULL,
	CONSTRAINT "digest_once" UNIQUE("programme","province","role","period")
);

--> statement-breakpoint
-- After the close of the day, and at the beginning of the week, until an operator says otherwise.
INSERT INTO "digest" ("programme", "province", "role", "period", "weekday", "at", "enabled", "holds_from") VALUES
  ('*', '*', 'department', 'day', null, '16:45', true, '2025-01-01T00:00:00+07:00'),
  ('*', '*', 'leader', 'week', 1, '08:00', true, '2025-01-01T00:00:00+07:00');
