/** Which addresses a delivery may connect to (reliability E3, E5). */
import { BlockList, isIP, isIPv6 } from 'node:net'

/** Never allowed, whatever a profile says: cloud machines hand out their credentials here. */
const METADATA = blockList([
  ['169.254.169.254', 32],
  ['169.254.170.2', 32],
  ['100.100.100.200', 32],
  ['fd00:ec2::254', 128],
])

const LOOPBACK = blockList([
  ['127.0.0.0', 8],
  ['::1', 128],
])

/** https://www.iana.org/assignments/iana-ipv4-special-registry, plus multicast and reserved. */
const NOT_GLOBAL_4 = blockList([
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
])

const GLOBAL_6 = blockList([['2000::', 3]])
/** Inside 2000::/3: protocol assignments with Teredo, documentation, and 6to4, which hides an IPv4. */
const NOT_GLOBAL_6 = blockList([
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
])

/** What a profile lets through besides the public internet. */
export interface Allowed {
  /** The machine itself: where an app under development listens. */
  loopback: boolean
  /** `host:port` as written in the endpoint's URL. */
  hosts: readonly string[]
}

/** Whether anybody on the internet could be meant by this address. */
export function isGlobalUnicast(address: string): boolean {
  if (!isIPv6(address)) return isIP(address) === 4 && !NOT_GLOBAL_4.check(address, 'ipv4')
  return GLOBAL_6.check(address, 'ipv6') && !NOT_GLOBAL_6.check(address, 'ipv6')
}

/** @param host `host:port` the address belongs to */
export function mayConnect(address: string, host: string, allowed: Allowed): boolean {
  const family = isIPv6(address) ? 'ipv6' : 'ipv4'
  if (METADATA.check(address, family)) return false
  if (isGlobalUnicast(address) || allowed.hosts.includes(host)) return true
  return allowed.loopback && LOOPBACK.check(address, family)
}

function blockList(subnets: readonly (readonly [network: string, prefix: number])[]): BlockList {
  const list = new BlockList()
  for (const [network, prefix] of subnets) {
    list.addSubnet(network, prefix, isIPv6(network) ? 'ipv6' : 'ipv4')
  }
  return list
}
