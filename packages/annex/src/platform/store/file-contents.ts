/** What is in an uploaded file. */
import type { Store } from './store.js'

export interface FileContent {
  readonly content_type: string
  readonly body: Uint8Array
}

export function fileContents(store: Store) {
  return {
    add(id: string, { content_type, body }: FileContent): void {
      store.run(
        'insert into file_contents (id, content_type, body) values (?, ?, ?)',
        ...[id, content_type, body],
      )
    },
  }
}

export function findFileContent(store: Store, id: string): FileContent | undefined {
  return store.get('select content_type, body from file_contents where id = ?', id)
}
