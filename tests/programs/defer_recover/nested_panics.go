// Panics replaced, recovered inside, and continued.
package main

func main() {
	defer func() { println("end", recover() == nil) }()
	func() {
		defer func() { println("got", recover().(string)) }()
		defer func() {
			defer func() { println("inner", recover().(string)) }()
			panic("two")
		}()
		panic("one")
	}()
	func() {
		defer func() { println("got", recover().(string)) }()
		defer func() { panic("replacement") }()
		panic("original")
	}()
	func() {
		defer func() { println("last", recover() == nil) }()
		defer func() { recover() }()
		defer func() { panic("b") }()
		panic("a")
	}()
	for i := range 3 {
		func() {
			defer func() {
				if r := recover(); r != nil {
					println("loop", r.(int))
				}
			}()
			if i > 0 {
				panic(i)
			}
		}()
	}
}
