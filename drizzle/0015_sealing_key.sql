CREATE TABLE "sealing_key" (
	"id" smallint PRIMARY KEY NOT NULL,
	"fingerprint" text NOT NULL,
	"sealed" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "sealing_key_is_one" CHECK ("sealing_key"."id" = 1)
);
