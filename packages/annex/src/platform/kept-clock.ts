/** How far a platform's clock was moved, kept with its data: what has been lived through stays past. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isRunning, type Clock } from '../core/clock.js'
import { IN_MEMORY } from './config.js'

/** Unless this start was given a time of its own, goes on from where the clock was left. */
export function takeUpClock(data: string, clock: Clock): void {
  if (data === IN_MEMORY || !isRunning(clock) || clock.aheadSeconds() !== 0) return
  const path = pathIn(data)
  const ahead = existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0
  if (ahead > 0) clock.moveTo(clock.now() + ahead)
}

export function keepClock(data: string, clock: Clock): void {
  if (data !== IN_MEMORY && isRunning(clock))
    writeFileSync(pathIn(data), `${clock.aheadSeconds()}\n`)
}

function pathIn(data: string): string {
  return join(data, 'platform.clock')
}
