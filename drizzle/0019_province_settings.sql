CREATE TABLE "province_settings" (
	"programme" text NOT NULL,
	"province" text NOT NULL,
	"valid_from" date NOT NULL,
	"cutoff" text,
	"lock_days" smallint,
	"freshness" smallint,
	"amber_threshold" double precision,
	"missing_streak" smallint,
	"due_soon_minutes" smallint,
	CONSTRAINT "province_settings_programme_province_valid_from_pk" PRIMARY KEY("programme","province","valid_from")
);
--> statement-breakpoint
ALTER TABLE "province_settings" ADD CONSTRAINT "province_settings_programme_programme_code_fk" FOREIGN KEY ("programme") REFERENCES "public"."programme"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "province_settings" ADD CONSTRAINT "province_settings_province_province_code_fk" FOREIGN KEY ("province") REFERENCES "public"."province"("code") ON DELETE no action ON UPDATE no action;