/** People who may use the console with a password. */
import type { Queryable } from './database.js'

export interface Person {
  id: string
  email: string
  password_hash: string
  created: number
}

export async function findPersonByEmail(db: Queryable, email: string): Promise<Person | undefined> {
  const sql = 'select * from annex.people where email = $1'
  return (await db.query<Person>(sql, [email]))[0]
}

/** The first person to arrive; whoever comes second finds the door closed. */
export async function insertFirstPerson(tx: Queryable, person: Person): Promise<boolean> {
  await tx.query('lock table annex.people in exclusive mode')
  const rows = await tx.query(
    `insert into annex.people (id, email, password_hash, created)
     select $1, $2, $3, $4
      where not exists (select 1 from annex.people)
     returning id`,
    [person.id, person.email, person.password_hash, person.created],
  )
  return rows.length === 1
}

export async function hasPeople(db: Queryable): Promise<boolean> {
  return (await db.query('select 1 from annex.people limit 1')).length > 0
}
