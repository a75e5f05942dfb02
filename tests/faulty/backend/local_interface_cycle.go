package main

func f() {
	type node interface {
		next() interface{ node }
	}
	var n node
	_ = n
}

func main() {
	type leaf interface {
		visit(func() map[string]interface{ leaf })
	}
	var l leaf
	_ = l
	f()
}
