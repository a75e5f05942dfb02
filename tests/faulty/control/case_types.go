package main

type T struct{ f []int }

func main() {
	x := 1
	switch x {
	case "a":
	case 1.5:
	case nil:
	case int8(1):
	case 1 << 70:
	}
	switch f := func() {}; f {
	case nil:
	}
	switch (T{}) {
	}
	switch x := 5; x {
	}
	switch y := x.(type) {
	}
	switch {
	case 1:
	case "a":
	}
}
