// Finds bookings by their titles, for those who look after a room.
import { randomUUID } from 'node:crypto';
import express from 'express';
import { Pool } from 'pg';

const app = express();
const pool = new Pool();

app.get('/bookings/by-text', async (req, res) => {
  const { title } = req.query;
  // Wrong: a quote in the title ends the text, and what follows is carried out.
  const { rows } = await pool.query(`SELECT id FROM bookings WHERE title = '${String(title)}'`);
  res.json(rows);
});

app.get('/bookings', async (req, res) => {
  // Right: the database keeps text and value apart.
  const { rows } = await pool.query('SELECT id FROM bookings WHERE title = $1', [req.query['title']]);
  res.json(rows);
});

app.get('/rooms/by-text', async (req, res) => {
  try {
    res.json((await pool.query('SELECT id FROM rooms')).rows);
  } catch (error) {
    // Wrong: files, functions and versions, for whoever looks for a way in.
    res.status(500).json({ error: 'failed', stack: (error as Error).stack });
  }
});

app.get('/rooms', async (req, res) => {
  try {
    res.json((await pool.query('SELECT id FROM rooms')).rows);
  } catch (error) {
    // Right: an id that people can quote, and by which the log tells the rest.
    const id = randomUUID();
    console.error(id, error);
    res.status(500).json({ error: 'rooms_unavailable', id });
  }
});

export default app;
