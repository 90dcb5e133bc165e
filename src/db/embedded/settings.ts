/** Names inside the cluster. The service's role is no superuser, as on any server it is pointed to. */
export const ROLE = 'phuxanh';
export const DATABASE = 'phuxanh';

/** Only names the socket file: nothing listens on a network port. */
export const PORT = 5432;
export const SOCKET_FILE = `.s.PGSQL.${PORT}`;

/** By whom the server was started; commands stop only what commands started. */
export type StartedBy = 'service' | 'command';
export const clusterName = (by: StartedBy): string => `phuxanh-${by}`;

/**
 * Arguments of `postgres`, for a small machine that it shares with the service. They stand on the command
 * line, so that a new version of the service brings its own without touching the folder.
 */
export function serverArguments(dataDirectory: string, by: StartedBy, durable: boolean): string[] {
  const settings: Record<string, string> = {
    cluster_name: clusterName(by),
    listen_addresses: '',
    // Relative to the cluster's own folder, which only its user can enter: the socket needs no other lock,
    // and the server's side of it is never too long.
    unix_socket_directories: '.',
    unix_socket_permissions: '0700',
    port: String(PORT),
    max_connections: '100',
    shared_buffers: '128MB',
    // Containers often have 64 MB of /dev/shm, and there are few cores to gain from.
    max_parallel_workers_per_gather: '0',
    max_parallel_maintenance_workers: '0',
    io_method: 'sync',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Failed statements are the service's to report; here they would put people's data into a log file.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
  };
  if (!durable) Object.assign(settings, { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' });
  return [
    '-D',
    dataDirectory,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}
