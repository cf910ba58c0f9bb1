import { PrismaClient } from '@prisma/client';
import { encrypt } from './seal';

const prisma = new PrismaClient();

export async function keep(id: string, answers: { symptoms: string }): Promise<void> {
  // Wrong: what ails somebody is in the clear for everybody who reads the table.
  await prisma.visit.create({ data: { id, symptoms: answers.symptoms } });
}

export async function keepSealed(id: string, answers: { symptoms: string }): Promise<void> {
  // Right: encrypted before it is kept.
  await prisma.visit.create({ data: { id, symptoms: encrypt(answers.symptoms) } });
}
