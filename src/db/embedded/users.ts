import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';

interface User {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

function passwd(): User[] {
  let text = '';
  try {
    text = readFileSync('/etc/passwd', 'utf8');
  } catch {
    // An image without the file knows no users.
  }
  return text
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}

/** Whether a uid has a name: initdb asks for that of its user and gives up without, the server does not care. */
export function hasName(uid: number): boolean {
  if (uid !== process.geteuid?.()) return passwd().some((user) => user.uid === uid);
  try {
    userInfo();
    return true;
  } catch {
    return false;
  }
}

/** A harmless user with a name. */
export function namedUser(): { uid: number; gid: number } {
  const users = passwd().filter((user) => user.uid !== 0);
  const { uid, gid } = users.find((user) => user.name === 'nobody') ??
    users[0] ?? { uid: 65_534, gid: 65_534 };
  return { uid, gid };
}
