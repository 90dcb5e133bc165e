ALTER TABLE "indicator" ADD COLUMN "asks_anew" boolean DEFAULT false NOT NULL;--> statement-breakpoint
-- Resolution 332/NQ-CP: from 15/10/2025 the question is whether a director other than the vice-chairman is
-- appointed, so a "yes" of before is not an answer to it.
UPDATE "indicator" SET "asks_anew" = true WHERE "code" = 'leadership.director' AND "valid_from" = '2025-10-15';
