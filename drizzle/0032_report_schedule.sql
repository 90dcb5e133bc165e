CREATE TABLE "report_schedule" (
	"programme" text NOT NULL,
	"province" text NOT NULL,
	"daily" text NOT NULL,
	"deadline" text NOT NULL,
	"monthly" text NOT NULL,
	"half_yearly" text NOT NULL,
	"monthly_day" smallint NOT NULL,
	"first_half_on" text NOT NULL,
	"second_half_on" text NOT NULL,
	"deadline_days" smallint NOT NULL,
	"approver" text NOT NULL,
	CONSTRAINT "report_schedule_programme_province_pk" PRIMARY KEY("programme","province")
);
--> statement-breakpoint
ALTER TABLE "report" ADD COLUMN "scheduled" text;--> statement-breakpoint
-- A day's report is there each day, and nobody is told of it: the digest says the same figures to the same people that
-- evening. The monthly ones are due before the 25th, the half-yearly ones before 5/6 and 10/12.
INSERT INTO "report_schedule" ("programme", "province", "daily", "deadline", "monthly", "half_yearly", "monthly_day",
  "first_half_on", "second_half_on", "deadline_days", "approver")
VALUES ('*', '*', 'draft', 'tell', 'tell', 'tell', 20, '05-22', '11-26', 3, 'leader');
--> statement-breakpoint
INSERT INTO "ladder" ("programme", "kind", "steps", "settings", "created_at", "created_by") VALUES
  ('*', 'report_draft', '[{"role": "department", "waitMinutes": 0, "channel": "preferred", "hours": "working", "repeatMinutes": 1140, "atMost": 3, "tellEnd": false},
   {"role": "leader", "waitMinutes": 2280, "channel": "preferred", "hours": "working", "repeatMinutes": null, "atMost": 1, "tellEnd": false}]', '{}', now(), 'phu-xanh'),
  ('*', 'report_submitted', '[{"role": "leader", "waitMinutes": 0, "channel": "preferred", "hours": "working", "repeatMinutes": 570, "atMost": 3, "tellEnd": false},
   {"role": "department", "waitMinutes": 1140, "channel": "preferred", "hours": "working", "repeatMinutes": null, "atMost": 1, "tellEnd": false}]', '{}', now(), 'phu-xanh');
