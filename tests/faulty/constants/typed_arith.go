package main

const a int8 = 100
const b = a + 100
const c = a * a
const d = -a - 100
const e = ^uint8(0) + 1
const f uint = -1
const g = uint8(1) << 8
const h = int64(1) << 63
const i = float32(1e38) * 10
const j = a / 0
const k = a + 1.5

func main() {}
