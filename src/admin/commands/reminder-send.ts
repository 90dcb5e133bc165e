import { loadRegistry } from '../../changes/registry.ts';
import { dayOf } from '../../days.ts';
import { homeProgramme } from '../../registry/home.ts';
import { notReported, withGaps } from '../../reminders/choose.ts';
import { previewReminder, type Reminding, readReminderText, remind } from '../../reminders/remind.ts';
import { REMINDED_ROLES } from '../../reminders/types.ts';
import { LEFT_OUT_WORDS } from '../../reminders/words.ts';
import { authorOf } from '../audit.ts';
import { command, optional } from '../command.ts';
import { Refused } from '../errors.ts';

const WHAT = ['not-reported', 'gaps'];

export const reminderSend = command({
  name: 'reminder send',
  summary: 'Reminds units now of what they owe: each person once, by his own way, twice a day at most.',
  operands: {
    units: '5-digit codes of localities, parted by commas; the code of a province, or * for the nation',
  },
  options: {
    only: optional('WHAT', 'of a province or the nation: not-reported (today, the default) or gaps'),
    programme: optional('CODE', 'by default the one that asks the units'),
    role: optional('ROLE', 'officer or leader alone'),
    text: optional('TEXT', 'above what each unit lacks, in place of our own words'),
    'dry-run': { type: 'boolean', help: 'says whom it would reach and who is left out, and sends nothing' },
  },
  examples: ['31 --dry-run', '10507,11737 --text "Đề nghị gửi báo cáo trước 15:00"', '79 --only gaps'],
  notes:
    'The same verb as the button “Nhắc ngay” and POST /api/v1/reminders; what is sent stands on each unit.',
  async run(shell, { units }, options) {
    const registry = await loadRegistry(shell.db);
    const { now } = shell;
    const area = units === '*' || registry.provinces.has(units) ? units : undefined;
    const codes = area === undefined ? units.split(',').map((one) => one.trim()) : [];
    const unknown = codes.filter((code) => !registry.localities.has(code));
    if (unknown.length > 0) throw new Refused(`There is no locality or province “${unknown.join(', ')}”.`);
    if (options.only !== undefined && (area === undefined || !WHAT.includes(options.only)))
      throw new Refused('--only is not-reported or gaps, and goes with a province or *.');
    const roles = REMINDED_ROLES.filter((role) => options.role === undefined || role === options.role);
    if (roles.length === 0) throw new Refused(`--role is one of ${REMINDED_ROLES.join(', ')}.`);
    const programme =
      options.programme === undefined
        ? homeProgramme(registry, area ?? codes[0] ?? '*', dayOf(now))
        : registry.programmes.get(options.programme);
    if (!programme)
      throw new Refused(
        options.programme === undefined
          ? `No programme asks ${units}.`
          : `There is no programme “${options.programme}”.`,
      );
    const principal = { name: shell.actor, role: 'admin' as const, area: area ?? '*' };
    const chooser = { registry, principal, programme, now };
    const owing = { day: dayOf(now), province: undefined };
    const chosen =
      area === undefined
        ? { localities: codes.flatMap((code) => registry.localities.get(code) ?? []), indicators: null }
        : options.only === 'gaps'
          ? await withGaps(shell.db.sql, chooser, {})
          : { localities: await notReported(shell.db.sql, chooser, owing), indicators: null };
    const text = options.text === undefined ? '' : readReminderText('text', options.text);
    const asked: Reminding = { registry, programme, ...chosen, roles, text: text === '' ? null : text };
    const dry = options['dry-run'];
    const plan = dry
      ? await previewReminder(shell.db.sql, asked, now)
      : await remind(shell.db.sql, authorOf(shell), asked, crypto.randomUUID());
    const reached = new Set(plan.messages.flatMap(({ localities }) => localities)).size;
    shell.print(
      `${plan.messages.length} ${dry ? 'messages would go out' : 'messages go out'}, about ${reached} of ${chosen.localities.length} units.`,
    );
    for (const { locality, name, code } of plan.unreachable)
      shell.print(`  ${locality}${name === null ? '' : ` ${name}`}: ${LEFT_OUT_WORDS[code][1]}`);
  },
});
