/** Where the team's own notes are. */
import { Pool } from 'pg';

// Right: the server's certificate is checked.
export const notes = new Pool({ connectionString: 'postgres://app@db.team-calendar.io/notes?sslmode=verify-full' });

// Wrong: all of it goes over the network in the clear.
export const drafts = new Pool({ connectionString: 'postgres://app@db.team-calendar.io/drafts?sslmode=disable' });
