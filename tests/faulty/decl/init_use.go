// all errors
package main

func init() {}

var x = init

type T struct{}

func (T) init() {}

var init2 = 1

func main() {
	init()
	go init()
	main()
	_ = main
	T{}.init()
}

var main2 = main
