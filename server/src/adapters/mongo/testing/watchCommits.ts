/** Command monitoring of every connection of this process: what each commit asked the servers for. */
import mongoose from 'mongoose';

/** @param tell  whether a commit that was sent asked for a majority and for the journal; the url has `monitorCommands=true` */
export function watchCommits(tell: (durable: boolean) => void): void {
  for (const connection of mongoose.connections) {
    if (connection.readyState !== mongoose.ConnectionStates.connected) continue;
    connection.getClient().on('commandStarted', ({ commandName, command }) => {
      if (commandName !== 'commitTransaction') return;
      const asked = (command['writeConcern'] ?? {}) as { readonly w?: unknown; readonly j?: unknown };
      tell(asked.w === 'majority' && asked.j === true);
    });
  }
}
