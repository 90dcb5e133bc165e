CREATE TABLE "exemption" (
	"locality" text NOT NULL,
	"indicator" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"reason" text NOT NULL,
	CONSTRAINT "exemption_locality_indicator_valid_from_pk" PRIMARY KEY("locality","indicator","valid_from")
);
--> statement-breakpoint
ALTER TABLE "exemption" ADD CONSTRAINT "exemption_locality_locality_code_fk" FOREIGN KEY ("locality") REFERENCES "public"."locality"("code") ON DELETE no action ON UPDATE no action;