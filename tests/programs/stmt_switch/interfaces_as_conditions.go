package main

import "fmt"

func which(vs ...any) string {
	switch {
	case vs[0] == nil:
		return "nil"
	case vs[0]:
		return "first"
	case vs[1], vs[2]:
		return "second or third"
	}
	return "none"
}

func opposite(v any) string {
	switch n := 1; false {
	case v:
		return fmt.Sprint("false ", n)
	case n == 2:
		return "not two"
	}
	return "nothing"
}

type flag bool

func main() {
	fmt.Println(which(true, 1, 2))
	fmt.Println(which(1, "true", true))
	fmt.Println(which(false, true, nil))
	fmt.Println(which(flag(true), flag(true), false))
	fmt.Println(which(nil, nil, nil))
	fmt.Println(opposite(false), opposite(true), opposite(flag(false)))
}
