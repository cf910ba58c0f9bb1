/**
 * Schemas of validators and of databases are declarations of data: what they describe counts where it goes whole, and
 * what they say is plain stays silent.
 */
import assert from 'node:assert/strict';
import { checkAll, checkAllFiles, theEngine } from './check';

/** The same program with a schema of a person, flagged, and with one of a visit, silent. */
function both(name: string, program: (fields: { readonly personal: string; readonly plain: string }) => string, personal: string, plain: string): Record<string, string> {
  return {
    [name]: program({ personal, plain }),
    [`${name}, of nothing personal`]: program({ personal: plain, plain }).replaceAll(' // flagged', ''),
  };
}

describe('schemas of validators', () => {
  checkAll({
    ...both('zod', ({ personal }) => `import { z } from 'zod';
const Guest = z.object({ ${personal}, visits: z.number().min(1) }).strict();
const Booking = z.object({ id: z.string().uuid(), list: z.array(Guest.partial()) });
type Guest = z.infer<typeof Guest>;
export function book(input: unknown, late: Guest) {
  const guest = Guest.parse(input);
  console.log(guest); // flagged
  console.log(guest.visits);
  console.log(Booking.parse(input)); // flagged
  const result = Guest.safeParse(input);
  if (result.success) console.log(result.data); // flagged
  console.log(late); // flagged
  console.log(z.coerce.number().parse(input));
}`, 'ssn: z.string().min(9)', 'ssn: z.coerce.boolean()'),
    ...both('zod, extended and merged', ({ personal }) => `import * as z from 'zod';
const Base = z.object({ id: z.number() });
const Guest = Base.extend({ ${personal} }).merge(z.object({ level: z.number() }));
export function book(input: unknown) {
  console.log(Guest.parse(input)); // flagged
  console.log(Base.parse(input));
}`, 'ssn: z.string()', 'ssn: z.literal(true)'),
    ...both('yup', ({ personal }) => `import { InferType, array, boolean, number, object, string } from 'yup';
const guest = object({ ${personal}, visits: number() }).required();
export async function book(input: unknown, late: InferType<typeof guest>) {
  console.log(await guest.validate(input)); // flagged
  console.log(array().of(guest).cast(input)); // flagged
  console.log(late); // flagged
  console.log(late.visits);
  console.log(boolean().cast(input), string().cast(input));
}`, 'ssn: string().required()', 'ssn: boolean()'),
    ...both('joi', ({ personal }) => `import Joi from 'joi';
const guest = Joi.object({ visits: Joi.number() }).keys({ ${personal} });
export async function book(input: unknown) {
  console.log(await guest.validateAsync(input)); // flagged
  const { error, value } = guest.validate(input);
  console.log(value); // flagged
  if (error === undefined) console.log(Joi.attempt(input, guest)); // flagged
}`, 'ssn: Joi.string().length(9)', 'ssn: Joi.boolean()'),
    ...both('valibot', ({ personal }) => `import * as v from 'valibot';
const Guest = v.object({ ${personal}, visits: v.pipe(v.number(), v.minValue(1)) });
export function book(input: unknown, late: v.InferOutput<typeof Guest>) {
  console.log(v.parse(Guest, input)); // flagged
  console.log(v.parse(v.array(Guest), input)); // flagged
  console.log(late); // flagged
}`, 'ssn: v.pipe(v.string(), v.minLength(9))', 'ssn: v.boolean()'),
    ...both('class-validator and class-transformer', ({ personal }) => `import { plainToInstance } from 'class-transformer';
import { IsString, Length } from 'class-validator';
class Guest {
  @IsString() @Length(9) ${personal};
  visits!: number;
}
export function book(input: unknown, guest: Guest) {
  console.log(plainToInstance(Guest, input)); // flagged
  console.log(guest); // flagged
}`, 'ssn!: string', 'ssn!: boolean'),
  });

  checkAllFiles({
    'a schema of another file': {
      'schemas.ts': "import { z } from 'zod';\nexport const Guest = z.object({ ssn: z.string() });\nexport type Guest = z.infer<typeof Guest>;",
      'main.ts': "import { Guest } from './schemas';\nimport type { Guest as Late } from './schemas';\nexport function book(input: unknown, late: Late) {\n  console.log(Guest.parse(input)); // flagged\n  console.log(late); // flagged\n}",
    },
    'schemas that hold themselves': {
      'main.ts': "import { z } from 'zod';\nconst Node: unknown = z.object({ ssn: z.string(), next: z.lazy(() => Node) });\nexport const read = (input: unknown) => console.log(Node.parse(input)); // flagged",
    },
  });
});

describe('schemas of databases', () => {
  checkAll({
    ...both('mongoose', ({ personal }) => `import mongoose, { Schema } from 'mongoose';
const guests = new Schema({ ${personal}, at: { type: Date, default: Date.now }, visits: Number });
const Guest = mongoose.model('Guest', guests);
export async function show(id: string) {
  console.log(await Guest.findById(id)); // flagged
  const guest = await Guest.findOne({ id });
  console.log(guest.visits);
}`, 'name: { first: String, ssn: String }', 'name: { first: Number, ssn: Boolean }'),
    ...both('mongoose, by type', ({ personal }) => `import { Model, Schema, model } from 'mongoose';
interface Guest { ${personal}; visits: number }
const guests: Model<Guest> = model<Guest>('Guest', new Schema<Guest>());
export class Guests {
  constructor(private readonly guests: Model<Guest>) {}
  async show(id: string) {
    console.log(await this.guests.findById(id)); // flagged
    console.log(await guests.findById(id)); // flagged
  }
}`, 'ssn: string', 'ssn: boolean'),
    ...both('sequelize', ({ personal }) => `import { DataTypes, Sequelize } from 'sequelize';
const database = new Sequelize('sqlite::memory:');
const Guest = database.define('guest', { ${personal}, visits: { type: DataTypes.INTEGER, defaultValue: 0 } });
export async function show(id: string) {
  const guest = await Guest.findByPk(id);
  console.log(guest.ssn); // flagged
  console.log(guest.visits);
}`, 'ssn: DataTypes.STRING(9)', 'ssn: { type: DataTypes.BOOLEAN }'),
    ...both('sequelize, a class', ({ personal }) => `import { Model } from 'sequelize';
class Guest extends Model { declare ${personal}; declare visits: number }
export function show(guest: Guest) {
  console.log(guest); // flagged
  console.log(guest.visits);
}`, 'ssn: string', 'ssn: boolean'),
    ...both('typeorm', ({ personal }) => `import { Column, Entity, PrimaryGeneratedColumn, Repository } from 'typeorm';
@Entity()
class Guest {
  @PrimaryGeneratedColumn() id!: number;
  @Column() ${personal};
}
export class Guests {
  constructor(private readonly guests: Repository<Guest>) {}
  async show(id: number) {
    const guest = await this.guests.findOneBy({ id });
    console.log(guest.ssn); // flagged
    console.log(guest.id);
    for (const one of await this.guests.find()) console.log(one.ssn); // flagged
  }
}`, 'ssn!: string', 'ssn!: boolean'),
    ...both('drizzle', ({ personal }) => `import { boolean, integer, pgTable, text } from 'drizzle-orm/pg-core';
import type { InferSelectModel } from 'drizzle-orm';
const guests = pgTable('guests', { id: integer('id').primaryKey(), ${personal} });
export function show(guest: typeof guests.$inferSelect, other: InferSelectModel<typeof guests>) {
  console.log(guest); // flagged
  console.log(other); // flagged
  console.log(boolean('x'), text('y'), guest.id);
}`, "ssn: text('ssn').notNull()", "ssn: boolean('ssn').notNull()"),
    ...both('types that queries are written with', ({ personal }) => `import knex from 'knex';
import { MongoClient } from 'mongodb';
interface Guest { ${personal}; visits: number }
const tables = knex({});
const store = new MongoClient('mongodb://localhost').db();
export async function show(id: string) {
  const first = await tables<Guest>('guests').where({ id }).first();
  console.log(first.ssn); // flagged
  console.log(first.visits);
  const found = await store.collection<Guest>('guests').findOne({ id });
  console.log(found.ssn); // flagged
  for (const one of await store.collection<Guest>('guests').find({}).toArray()) console.log(one.ssn); // flagged
}`, 'ssn: string', 'ssn: boolean'),
    ...both('sequelize-typescript', ({ personal }) => `import { Column, Model, Table } from 'sequelize-typescript';
@Table
class Guest extends Model<Guest> {
  @Column ${personal};
  @Column visits!: number;
}
export async function show(id: string) {
  const guest = await Guest.findOne({ where: { id } });
  console.log(guest.ssn); // flagged
  console.log(guest.visits);
}`, 'ssn!: string', 'ssn!: boolean'),
    ...both('types that requests are written with', ({ personal }) => `import axios from 'axios';
interface Guest { ${personal}; visits: number }
export async function show(id: string) {
  const { data } = await axios.get<Guest>(\`/guests/\${id}\`);
  console.log(data.ssn); // flagged
  console.log(data.visits);
}`, 'ssn: string', 'ssn: boolean'),
  });
});

describe('schemas in files of their own', () => {
  const schema = 'model Guest {\n  id Int @id\n  ssn String\n  visits Int\n  stays Stay[]\n}\nmodel Stay {\n  id Int @id\n  ssn Boolean\n  guest Guest @relation(fields: [id], references: [id])\n}\n';
  const program = `import { PrismaClient } from '@prisma/client';
import type { Guest, Stay } from '@prisma/client';
import { keep } from './keep';
const prisma = new PrismaClient();
export async function show(guest: Guest, stay: Omit<Stay, 'guest'>) {
  console.log(guest); // flagged
  console.log(guest.visits);
  console.log(stay);
  const one = await prisma.guest.findUnique({ where: { id: 1 } });
  console.log(one.ssn); // flagged
  console.log(one.visits);
  for (const each of await prisma.guest.findMany()) console.log(each.ssn); // flagged
  for (const each of await prisma.stay.findMany()) console.log(each.ssn);
  keep(one.visits);
}`;
  checkAllFiles({
    'Prisma': { 'prisma/schema.prisma': schema, 'src/main.ts': program, 'src/keep.ts': 'export function keep(value: unknown) { console.log(value); }' },
    'Prisma, the schema that is nearest': {
      'prisma/schema.prisma': 'model Guest {\n  ssn Int\n}\n',
      'a/prisma/schema.prisma': schema,
      'a/main.ts': "import type { Guest } from '@prisma/client';\nexport const show = (value: Guest) => console.log(value); // flagged",
      'b/main.ts': "import type { Guest } from '@prisma/client';\nexport const show = (value: Guest) => console.log(value);",
    },
    'Prisma, broken': { 'schema.prisma': 'model Guest {\n  ssn String\n  = {{', 'main.ts': "import type { Guest, Other } from '@prisma/client';\nexport const show = (value: Guest) => console.log(value); // flagged\nexport const other = (value: Other) => console.log(value);" },
  });

  it('are looked at again when they come, change and go', () => {
    const text = "import type { Guest } from '@prisma/client';\nexport const show = (value: Guest) => console.log(value);";
    const workspace = theEngine().createWorkspace();
    const found = (): number => {
      while (workspace.step());
      return workspace.snapshot().findings('main.ts').length;
    };
    const write = (path: string, content: string, version: number): void => {
      workspace.apply({ type: 'write', path, text: content, version });
    };
    write('main.ts', text, 1);
    const counts = [found()];
    write('schema.prisma', schema, 1);
    counts.push(found());
    write('schema.prisma', 'model Guest {\n  ssn Int\n}\n', 2);
    counts.push(found());
    write('schema.prisma', schema, 3);
    counts.push(found());
    workspace.apply({ type: 'remove', path: 'schema.prisma' });
    counts.push(found());
    assert.deepEqual(counts, [0, 1, 0, 1, 0]);
  });
});
