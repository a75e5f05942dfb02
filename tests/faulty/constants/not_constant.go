package main

var v = 1

func f() int { return 1 }

const a = v
const b = f()
const c = len([]int{1})
const d = []int{1}
const e = nil
const g int = "a"
const h *int = nil
const i = struct{}{}
const j = len([2]int{f()})
const k, l = 1, v

func main() {}
