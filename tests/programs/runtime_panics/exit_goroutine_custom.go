// A panic in a goroutine ends the program though main waits.
package main

type Code int

func (c Code) String() string { return "stringer is not used" }

func main() {
	done := make(chan bool)
	go func() {
		defer println("goroutine deferred")
		panic(Code(42))
	}()
	<-done
}
