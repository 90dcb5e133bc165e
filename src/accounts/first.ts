import type { OrmTx } from '../db/connect.ts';
import { anyAdministrator } from './person-store.ts';

/** How the first administrator of an empty service is made: by whoever runs it, at its shell. */
export const FIRST_ADMINISTRATOR =
  "npm run -s admin -- user create --email an@so.example --name 'Nguyễn Văn An' --role admin --area '*' --invite";

/** Whether there is nobody yet who looks after the service. */
export type IsEmpty = () => Promise<boolean>;

/** Asks the database until there is somebody, and then no more. */
export function createIsEmpty(orm: OrmTx): IsEmpty {
  let peopled = false;
  return async () => {
    peopled ||= await anyAdministrator(orm);
    return !peopled;
  };
}
