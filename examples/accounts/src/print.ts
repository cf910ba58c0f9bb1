/** Prints what a person is told, by a program that stands on the server. */
import { exec, execFile } from 'node:child_process';
import express from 'express';

export const routes = express.Router();

routes.post('/print', express.json(), (request, response) => {
  // Wrong: a title with `; rm -rf ~` in it is a command of its own.
  exec(`ics2pdf --title "${request.body.title}" today.ics`);
  response.sendStatus(202);
});

routes.post('/print-safely', express.json(), (request, response) => {
  // Right: no shell, so that the title stays one argument.
  execFile('ics2pdf', ['--title', String(request.body.title), 'today.ics']);
  response.sendStatus(202);
});
