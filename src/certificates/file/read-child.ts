/**
 * Entry of the process that reads one file of certificates: its bytes on stdin, a `FileRead` over the IPC channel.
 */
import { runAside, send } from '../../lib/aside-child.ts';
import { readCertificateFile } from './read-file.ts';

await runAside((body) => send(readCertificateFile(body)));
