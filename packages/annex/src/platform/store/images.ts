/** Uploaded icons and logos, kept as the clean bytes that are served. */
import type { Store } from './store.js'

export interface ImageRow {
  id: string
  account: string
  content_type: 'image/png' | 'image/jpeg'
  width: number
  height: number
  body: Uint8Array
  created: number
}

export function addImage(store: Store, image: ImageRow): void {
  const { id, account, content_type, width, height, body, created } = image
  store.run(
    `insert into images (id, account, content_type, width, height, body, created)
     values (?, ?, ?, ?, ?, ?, ?)`,
    ...[id, account, content_type, width, height, body, created],
  )
}

export function findImage(store: Store, id: string): ImageRow | undefined {
  return store.get('select * from images where id = ?', id)
}
