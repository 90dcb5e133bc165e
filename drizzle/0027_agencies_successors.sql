CREATE TABLE "agency" (
	"province" text NOT NULL,
	"code" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"name_vi" text NOT NULL,
	"name_en" text NOT NULL,
	"kind" text NOT NULL,
	CONSTRAINT "agency_province_code_valid_from_pk" PRIMARY KEY("province","code","valid_from")
);
--> statement-breakpoint
ALTER TABLE "locality" ADD COLUMN "successors" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "agency" ADD CONSTRAINT "agency_province_province_code_fk" FOREIGN KEY ("province") REFERENCES "public"."province"("code") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
UPDATE "locality" SET "successors" = ARRAY["successor"] WHERE "successor" IS NOT NULL;
--> statement-breakpoint
ALTER TABLE "locality" DROP COLUMN "successor";
--> statement-breakpoint
-- Those that lead, co-ordinate and are addressed in every province; a province adds its own and renames these.
INSERT INTO "agency" ("province", "code", "valid_from", "name_vi", "name_en", "kind")
SELECT "p"."code", "a"."code", '2025-07-01',
  "a"."name_vi" || CASE WHEN "a"."of_province" THEN ' ' || lower(left("p"."name", 1)) || substr("p"."name", 2) ELSE '' END,
  "a"."name_en", "a"."kind"
FROM "province" "p" CROSS JOIN (VALUES
  ('ubnd-tinh', 'Ủy ban nhân dân', true, 'Provincial People''s Committee', 'committee'),
  ('van-phong', 'Văn phòng Ủy ban nhân dân', true, 'Office of the People''s Committee', 'office'),
  ('so-khcn', 'Sở Khoa học và Công nghệ', false, 'Department of Science and Technology', 'department'),
  ('so-tai-chinh', 'Sở Tài chính', false, 'Department of Finance', 'department')
) AS "a" ("code", "name_vi", "of_province", "name_en", "kind");
--> statement-breakpoint
UPDATE "registry_version" SET "version" = "version" + 1;
