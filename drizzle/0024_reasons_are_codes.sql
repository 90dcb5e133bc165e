-- Sentences that were stored become codes with their facts; what nobody wrote down as such stays, in its own words.
CREATE FUNCTION "reason_of"(said text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  select case
    when said is null then null
    when said ~ '^given up after \d{1,4} tries: ' then jsonb_build_object('code', 'given_up',
      'tries', substring(said from '^given up after (\d{1,4})')::int,
      'last', jsonb_build_object('code', 'says', 'said', regexp_replace(said, '^given up after \d{1,4} tries: ', '')))
    when said ~ '^Zalo -?\d{1,6}: ' then jsonb_build_object('code', 'zalo_says',
      'number', substring(said from '^Zalo (-?\d{1,6}): ')::int, 'said', regexp_replace(said, '^Zalo -?\d{1,6}: ', ''))
    else coalesce((select jsonb_build_object('code', known.code) from (values
      ('none of its alerts is open any more', 'none_open'), ('outside working hours', 'working_hours'),
      ('as many messages as he wants in a day', 'enough_today'),
      ('what it was to tell of cannot be read', 'content_unreadable'), ('nobody is asked there any more', 'nobody_asked'),
      ('no connection could be made', 'unreached'), ('no answer came in time', 'lost'),
      ('the receiver refuses it', 'receiver_refuses'), ('the receiver cannot take it now', 'receiver_busy'),
      ('the receiver refuses it; the webhook is disabled', 'receiver_gone'), ('the webhook is disabled', 'webhook_disabled'),
      ('nothing is posted to such an address', 'address_not_allowed'), ('the push service refuses it', 'push_refuses'),
      ('the push service cannot take it now', 'push_busy'),
      ('what the browser gave us is of no use any more; it has to subscribe anew', 'push_anew'),
      ('no browser of this person shows messages any more', 'push_nowhere'),
      ('the address is not one plain e-mail address', 'not_an_email'),
      ('the address is not a telephone number', 'not_a_phone'),
      ('the address is not the id of a Zalo user', 'not_a_zalo_user'), ('the address is no account', 'not_an_account'),
      ('the parameters cannot be read', 'parameters_unreadable'),
      ('the settings cannot be opened: SECRET_KEY, or the file secret-key, is another', 'other_key'),
      ('the secret of the webhook cannot be opened: SECRET_KEY, or the file secret-key, is another', 'other_key')
    ) as known(said, code) where known.said = reason_of.said), jsonb_build_object('code', 'says', 'said', said))
  end $$;--> statement-breakpoint
ALTER TABLE "channel" ALTER COLUMN "reason" SET DATA TYPE jsonb USING "reason_of"("reason");--> statement-breakpoint
ALTER TABLE "outbox" ALTER COLUMN "reason" SET DATA TYPE jsonb USING "reason_of"("reason");--> statement-breakpoint
UPDATE "alert" SET "facts" = jsonb_set("facts", '{reason}', coalesce("reason_of"(nullif("facts" ->> 'reason', '')), 'null'::jsonb))
  WHERE "kind" = 'delivery_failing' AND jsonb_typeof("facts" -> 'reason') = 'string';--> statement-breakpoint
DROP FUNCTION "reason_of"(text);
