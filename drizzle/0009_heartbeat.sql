CREATE TABLE "heartbeat" (
	"locality" text PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"every_minutes" smallint NOT NULL,
	"grace_minutes" smallint NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"rotated_at" timestamp with time zone NOT NULL,
	"last_beat_at" timestamp with time zone,
	"up_since" timestamp with time zone,
	"down_since" timestamp with time zone,
	"counted_until" timestamp with time zone,
	"up_ms" integer DEFAULT 0 NOT NULL,
	"watched_ms" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "heartbeat_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "heartbeat_day" (
	"locality" text NOT NULL,
	"day" date NOT NULL,
	"up_ms" integer NOT NULL,
	"watched_ms" integer NOT NULL,
	CONSTRAINT "heartbeat_day_locality_day_pk" PRIMARY KEY("locality","day")
);
--> statement-breakpoint
CREATE TABLE "serving_span" (
	"started_at" timestamp with time zone PRIMARY KEY NOT NULL,
	"seen_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "heartbeat" ADD CONSTRAINT "heartbeat_locality_locality_code_fk" FOREIGN KEY ("locality") REFERENCES "public"."locality"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "heartbeat_day" ADD CONSTRAINT "heartbeat_day_locality_locality_code_fk" FOREIGN KEY ("locality") REFERENCES "public"."locality"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- By hand: room for new versions of a row in its own page, and versions cleared before they pile up.
ALTER TABLE "heartbeat" SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);
