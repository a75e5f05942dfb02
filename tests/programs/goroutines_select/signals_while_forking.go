// Processes are started while signals come in, those of ended children among them.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"sync"
	"syscall"
)

func main() {
	if len(os.Args) > 1 {
		return
	}
	incoming := make(chan os.Signal, 1)
	signal.Notify(incoming, syscall.SIGUSR1)
	stop := make(chan bool)
	var sender sync.WaitGroup
	sender.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
				syscall.Kill(os.Getpid(), syscall.SIGUSR1)
				<-incoming
			}
		}
	})
	var wg sync.WaitGroup
	var failed [3]error
	for i := range failed {
		wg.Go(func() {
			for range 40 {
				if err := exec.Command(os.Args[0], "child").Run(); err != nil {
					failed[i] = err
				}
			}
		})
	}
	wg.Wait()
	close(stop)
	sender.Wait()
	fmt.Println(failed)
}
