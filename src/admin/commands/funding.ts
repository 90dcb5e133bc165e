import { loadRegistry } from '../../changes/registry.ts';
import { formatAmount } from '../../funding/money-rules.ts';
import { NORM_ITEMS } from '../../funding/norms.ts';
import { endsOf } from '../../funding/price-rules.ts';
import { addPrice, changeItem, dropItem } from '../../funding/prices.ts';
import { readItems, readPrices } from '../../funding/store.ts';
import { groupBy } from '../../lib/group-by.ts';
import { refuse } from '../../refused.ts';
import { authorOf } from '../audit.ts';
import { command } from '../command.ts';
import { readDay, readInteger } from '../input.ts';
import { table } from '../table.ts';

const INDICATOR = { indicator: 'code of an indicator' };

export const fundingItemSet = command({
  name: 'funding-item set',
  summary: 'Says that money fills an indicator, and which item of the norms it is.',
  operands: INDICATOR,
  options: {
    norm: { type: 'string', value: 'ITEM', help: `${NORM_ITEMS.join(', ')}, or none`, required: true },
  },
  examples: ['equipment.filing_computer --norm computer', 'network.lan --norm none'],
  async run(shell, { indicator }, { norm }) {
    const registry = await loadRegistry(shell.db);
    await changeItem(shell.db, authorOf(shell), registry, {
      indicator,
      norm: norm === 'none' ? null : (norm ?? null),
    });
    shell.print(`${indicator} is filled by money${norm === 'none' ? '' : `, as ${norm} of the norms`}.`);
  },
});

export const fundingItemRemove = command({
  name: 'funding-item remove',
  summary: 'Says that money fills an indicator no more; what was proposed stays.',
  operands: INDICATOR,
  options: {},
  examples: ['equipment.camera'],
  async run(shell, { indicator }) {
    if (!(await dropItem(shell.db, authorOf(shell), indicator)))
      refuse('indicator', [`Chỉ tiêu “${indicator}” không có trong danh mục.`, `${indicator} is no item.`]);
    shell.print(`${indicator} is filled by money no more.`);
  },
});

export const fundingItemList = command({
  name: 'funding-item list',
  summary: 'Lists the indicators that money fills, with their items of the norms.',
  operands: {},
  options: {},
  examples: [''],
  async run(shell) {
    const items = await readItems(shell.db.orm);
    shell.print(
      table(
        ['INDICATOR', 'NORM'],
        items.map(({ indicator, norm }) => [indicator, norm ?? '-']),
      ),
    );
  },
});

export const priceAdd = command({
  name: 'price add',
  summary: 'Writes down what a unit costs in a province from a day on.',
  operands: { province: 'code of the province', indicator: 'code of the indicator' },
  options: {
    price: { type: 'string', value: 'ĐỒNG', help: 'of a unit', required: true },
    ceiling: { type: 'string', value: 'ĐỒNG', help: 'the most that it may cost, or none', required: true },
    basis: { type: 'string', value: 'TEXT', help: 'on what it rests; asked where there is no ceiling' },
    from: { type: 'string', value: 'DAY', help: 'the first day', required: true },
    to: { type: 'string', value: 'DAY', help: 'the last day; without, until a later price' },
  },
  examples: ['31 equipment.computer --price 18000000 --ceiling 20000000 --from 2026-04-01'],
  async run(shell, { province, indicator }, options) {
    const registry = await loadRegistry(shell.db);
    if (!registry.provinces.has(province))
      refuse('province', ['Không có tỉnh, thành phố này.', `There is no province “${province}”.`]);
    const dong = (text: string | undefined, option: string) =>
      readInteger(text ?? '', option, 1, 999_999_999_999);
    const id = await addPrice(shell.db, authorOf(shell), registry, {
      item: indicator,
      province,
      unitPrice: dong(options.price, '--price'),
      ceiling: options.ceiling === 'none' ? null : dong(options.ceiling, '--ceiling'),
      basis: options.basis ?? '',
      validFrom: readDay(options.from ?? '', '--from'),
      validTo: options.to === undefined ? null : readDay(options.to, '--to'),
    });
    shell.print(`Price ${id} of ${indicator} in ${province} holds from ${options.from} on.`);
  },
});

export const priceList = command({
  name: 'price list',
  summary: 'Lists the prices of a province.',
  operands: { province: 'code of the province' },
  options: {},
  examples: ['31'],
  async run(shell, { province }) {
    const rows = await readPrices(shell.db.orm, [province]);
    const ends = new Map([...groupBy(rows, ({ item }) => item).values()].flatMap((of) => [...endsOf(of)]));
    shell.print(
      table(
        ['INDICATOR', 'FROM', 'TO', 'PRICE', 'CEILING', 'BASIS'],
        rows.map((row) => [
          row.item,
          row.validFrom,
          ends.get(row) ?? '-',
          formatAmount(row.unitPrice),
          row.ceiling === null ? '-' : formatAmount(row.ceiling),
          row.basis,
        ]),
      ),
    );
  },
});
