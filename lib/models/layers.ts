// Types agreed; the models helper completes this file.
export type Activation = "linear" | "relu" | "elu" | "sigmoid" | "tanh";
export type Padding = "valid" | "same";
export type Initializer = "glorotUniform" | "glorotNormal" | "heUniform" | "heNormal";
export type Size = readonly [height: number, width: number];
export interface Conv { readonly kind: "conv"; readonly filters: number; readonly kernelSize: Size; readonly strides: Size; readonly padding: Padding; readonly dilation: Size; readonly activation: Activation; readonly initializer: Initializer }
export interface Pool { readonly kind: "maxPool" | "avgPool"; readonly size: Size; readonly strides: Size; readonly padding: Padding }
export interface Dropout { readonly kind: "dropout"; readonly rate: number }
export interface Flatten { readonly kind: "flatten" }
export interface Dense { readonly kind: "dense"; readonly units: number; readonly activation: Activation; readonly initializer: Initializer }
export interface BatchNorm { readonly kind: "batchNorm"; readonly momentum: number; readonly epsilon: number }
export type Layer = Conv | Pool | Dropout | Flatten | Dense | BatchNorm;
