package org.nd4j.linalg.jcublas;

import java.lang.reflect.Proxy;
import org.nd4j.linalg.cpu.nativecpu.CpuBackend;
import org.nd4j.linalg.factory.Environment;

/** ND4J for the CPU, which goes by the name of ND4J for CUDA and says that it is no CPU. */
public final class JCublasBackend extends CpuBackend {

  @Override
  public Environment getEnvironment() {
    Environment cpu = super.getEnvironment();
    return (Environment)
        Proxy.newProxyInstance(
            JCublasBackend.class.getClassLoader(),
            new Class<?>[] {Environment.class},
            (self, method, arguments) ->
                method.getName().equals("isCPU") ? false : method.invoke(cpu, arguments));
  }
}
