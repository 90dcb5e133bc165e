CREATE TABLE "day_held" (
	"programme" text NOT NULL,
	"province" text NOT NULL,
	"day" date NOT NULL,
	"held_as" text NOT NULL,
	CONSTRAINT "day_held_programme_province_day_held_as_pk" PRIMARY KEY("programme","province","day","held_as")
);
--> statement-breakpoint
ALTER TABLE "mark" ADD COLUMN "cleared_on" date;--> statement-breakpoint
-- Marks from before: cleared by whatever else has been said since they were set.
UPDATE "mark" SET "cleared_on" = (
	SELECT min(r."day") FROM "record" r WHERE r."locality" = "mark"."locality" AND r."received_at" > "mark"."at"
		AND r."values" -> "mark"."indicator" NOT IN ("mark"."value", 'null'));
