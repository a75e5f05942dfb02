// Signals: notify, ignore, a signal to oneself, SIGPIPE to a pipe, death of a child by signal.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	c := make(chan os.Signal, 2)
	signal.Notify(c, syscall.SIGUSR1, syscall.SIGHUP)
	syscall.Kill(os.Getpid(), syscall.SIGUSR1)
	fmt.Println(<-c)
	syscall.Kill(os.Getpid(), syscall.SIGHUP)
	fmt.Println(<-c)
	signal.Ignore(syscall.SIGUSR2)
	syscall.Kill(os.Getpid(), syscall.SIGUSR2)
	fmt.Println(signal.Ignored(syscall.SIGUSR2))
	signal.Stop(c)
	r, w, _ := os.Pipe()
	r.Close()
	_, err := w.Write([]byte("x"))
	fmt.Println(err)
	cmd := exec.Command("sleep", "10")
	cmd.Start()
	cmd.Process.Signal(syscall.SIGKILL)
	err = cmd.Wait()
	fmt.Println(err, cmd.ProcessState.Sys().(syscall.WaitStatus).Signaled())
	go func() {
		time.Sleep(5 * time.Millisecond)
		p, _ := os.FindProcess(os.Getpid())
		p.Signal(syscall.SIGTERM)
	}()
	signal.Notify(c, syscall.SIGTERM)
	select {
	case s := <-c:
		fmt.Println(s)
	case <-time.After(5 * time.Second):
		fmt.Println("timeout")
	}
	signal.Reset(syscall.SIGTERM)
	syscall.Kill(os.Getpid(), syscall.SIGTERM)
	time.Sleep(5 * time.Second)
	fmt.Println("alive")
}
